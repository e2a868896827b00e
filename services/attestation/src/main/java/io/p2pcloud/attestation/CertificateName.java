package io.p2pcloud.attestation;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;

/// The common name of a certificate's subject or issuer.
final class CertificateName {
    private CertificateName() {}

    /// Empty if there is none or more than one, or if any part of the name has several values: what
    /// such a part shows first would be a matter of taste.
    static String commonName(X500Principal principal) {
        try {
            var found = "";
            for (var part : new LdapName(principal.getName(X500Principal.RFC2253)).getRdns()) {
                if (part.size() != 1) {
                    return "";
                }
                if (part.getType().equalsIgnoreCase("CN")) {
                    if (!found.isEmpty() || !(part.getValue() instanceof String name)) {
                        return "";
                    }
                    found = name;
                }
            }
            return found;
        } catch (InvalidNameException e) {
            // A name that its own writer cannot read back is no name of AMD's.
            return "";
        }
    }
}
