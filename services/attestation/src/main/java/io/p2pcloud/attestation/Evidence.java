package io.p2pcloud.attestation;

import io.p2pcloud.common.Bytes;
import java.util.ArrayList;
import java.util.List;

/// What arrived to be judged, as it arrived: nothing in here is trusted or even readable yet.
///
/// @param report the bytes that claim to be a report (AMD 56860, 7.3, ATTESTATION_REPORT)
/// @param certificates in any order, each DER, PEM or the certificate table of an extended report
///   (AMD 56421, MSG_REPORT_REQ; Linux calls it auxblob), from the provider, a cache or AMD. Root
///   certificates among them only carry a key, which is used if it is pinned
/// @param revocationLists DER or PEM (VCEK specification, chapter 4); may be empty
public record Evidence(Bytes report, List<Bytes> certificates, List<Bytes> revocationLists) {
    public Evidence {
        certificates = List.copyOf(certificates);
        revocationLists = List.copyOf(revocationLists);
    }

    public static Evidence of(Bytes report, Bytes... certificates) {
        return new Evidence(report, List.of(certificates), List.of());
    }

    /// One sentence for each part of the certificates that cannot be read as such. The verifier
    /// takes the others; a program that was given files can say which of them is of no use.
    public List<String> unreadableCertificates() {
        return CertificateSet.read(certificates).unreadable();
    }

    public Evidence withCertificates(List<Bytes> more) {
        var all = new ArrayList<>(certificates);
        all.addAll(more);
        return new Evidence(report, all, revocationLists);
    }

    public Evidence withRevocationList(Bytes list) {
        var all = new ArrayList<>(revocationLists);
        all.add(list);
        return new Evidence(report, certificates, all);
    }
}
