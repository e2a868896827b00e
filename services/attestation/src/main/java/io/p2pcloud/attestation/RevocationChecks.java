package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.Reason.CHAIN_REVOCATION;

import io.p2pcloud.common.Bytes;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.cert.X509Extension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether AMD's revocation list, if one is at hand, names the intermediate certificate (VCEK
/// specification, chapter 4). Chips' own certificates all have serial number 0 and are never on it.
final class RevocationChecks {
    static final int MAX_LIST = 1 << 20;
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    private RevocationChecks() {}

    static void check(
            CertificateChain chain, List<Bytes> lists, Duration maxAge, Instant at, Checks checks) {
        var root = chain.root();
        var intermediate = chain.intermediate();
        if (root == null || intermediate == null) {
            return;
        }
        X509CRL newest = null;
        for (var bytes : lists) {
            var list = read(bytes);
            boolean ours =
                    list != null
                            && list.getIssuerX500Principal().equals(root.getSubjectX500Principal());
            if (list == null || (ours && !isSigned(list, root))) {
                forged(checks);
                return;
            }
            if (ours && hasCriticalExtension(list)) {
                unknown(checks);
                return;
            }
            if (ours && (newest == null || issued(list).isAfter(issued(newest)))) {
                newest = list;
            }
        }
        if (newest == null) {
            checks.decide(
                    CHAIN_REVOCATION,
                    Status.NOTE,
                    "a list by " + CertificateChain.subject(root),
                    "none",
                    "AMD's list of revoked certificates was not at hand.");
        } else {
            judge(newest, intermediate, maxAge, at, checks);
        }
    }

    private static void judge(
            X509CRL list,
            X509Certificate intermediate,
            Duration maxAge,
            Instant at,
            Checks checks) {
        var issued = issued(list);
        var next = list.getNextUpdate();
        boolean revoked = list.isRevoked(intermediate);
        boolean stale =
                issued.plus(maxAge).isBefore(at)
                        || issued.isAfter(at.plus(CLOCK_SKEW))
                        || (next != null && next.toInstant().isBefore(at));
        checks.decide(
                CHAIN_REVOCATION,
                revoked ? Status.FAIL : stale ? Status.WARN : Status.PASS,
                "not revoked, by a list of the last " + maxAge.toDays() + " days",
                (revoked ? "revoked" : "not revoked") + ", by a list of " + issued,
                revoked
                        ? "AMD has revoked the certificate that vouches for this processor: do not"
                                + " use this machine."
                        : stale
                                ? "AMD's list of revoked certificates is out of date: get a new"
                                        + " one from AMD's key service."
                                : "AMD has not revoked the certificates.");
    }

    static boolean isList(Bytes bytes) {
        return read(bytes) != null;
    }

    private static void forged(Checks checks) {
        checks.decide(
                CHAIN_REVOCATION,
                Status.FAIL,
                "a list signed by AMD's root",
                "another",
                "The list of revoked certificates is not AMD's: get it from AMD's key service.");
    }

    /// A list or an entry with a critical extension says less or other than it seems: only some of
    /// the certificates, only what changed, or another issuer's. Which one does not matter, as none
    /// of them is read here (RFC 5280, 5.2 and 5.3).
    private static boolean hasCriticalExtension(X509CRL list) {
        if (isCritical(list)) {
            return true;
        }
        var entries = list.getRevokedCertificates();
        return entries != null && entries.stream().anyMatch(RevocationChecks::isCritical);
    }

    private static boolean isCritical(X509Extension extended) {
        var critical = extended.getCriticalExtensionOIDs();
        return extended.hasUnsupportedCriticalExtension()
                || (critical != null && !critical.isEmpty());
    }

    private static void unknown(Checks checks) {
        checks.decide(
                CHAIN_REVOCATION,
                Status.FAIL,
                "a list without critical extensions",
                "a critical extension that is not known",
                "AMD's list of revoked certificates has a form that this app does not know: update"
                        + " the app.");
    }

    private static Instant issued(X509CRL list) {
        return list.getThisUpdate().toInstant();
    }

    private static boolean isSigned(X509CRL list, X509Certificate root) {
        try {
            list.verify(root.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static @Nullable X509CRL read(Bytes bytes) {
        if (bytes.size() > MAX_LIST) {
            return null;
        }
        try {
            return (X509CRL)
                    CertificateFactory.getInstance("X.509")
                            .generateCRL(new ByteArrayInputStream(bytes.toArray()));
        } catch (CRLException | CertificateException e) {
            return null;
        }
    }
}
