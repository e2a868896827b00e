package io.p2pcloud.attestation.keyservice;

import io.p2pcloud.attestation.Product;
import io.p2pcloud.attestation.SigningKey;
import io.p2pcloud.attestation.SnpReport;
import io.p2pcloud.attestation.TcbVersion;
import io.p2pcloud.common.Hex;
import java.util.Locale;
import java.util.Optional;

/// What to ask AMD's key service for (VCEK specification, chapter 4, KDS interface).
///
/// @param path with query, behind the service's address
/// @param file a name for the answer on disk, of safe characters only
record KeyServicePath(String path, String file) {
    private static final int TURIN_ID = 8;

    /// The chip's own certificate for the levels that the report names; empty if the report's CPU
    /// is not known or another key signed it.
    static Optional<KeyServicePath> chip(SnpReport report) {
        if (report.signingKey() != SigningKey.VCEK) {
            return Optional.empty();
        }
        return report.cpu().flatMap(Product::of).map(product -> chip(product, report));
    }

    /// Intermediate and root of the kind of key that signed the report, as PEM.
    static Optional<KeyServicePath> chain(SnpReport report) {
        var kind = kind(report);
        return report.cpu()
                .flatMap(Product::of)
                .map(product ->
                        new KeyServicePath(
                                "/%s/v1/%s/cert_chain".formatted(kind, product),
                                "%s-chain-%s.pem".formatted(kind, product)));
    }

    /// The root's list of revoked certificates, as DER.
    static Optional<KeyServicePath> revocationList(SnpReport report) {
        var kind = kind(report);
        return report.cpu()
                .flatMap(Product::of)
                .map(product ->
                        new KeyServicePath(
                                "/%s/v1/%s/crl".formatted(kind, product),
                                "%s-crl-%s.der".formatted(kind, product)));
    }

    private static KeyServicePath chip(Product product, SnpReport report) {
        var tcb = TcbVersion.of(report.reportedTcb(), product);
        boolean turin = product == Product.TURIN;
        // Turin's ids are 8 bytes in the certificate and in the address.
        var id = turin ? report.chipId().slice(0, TURIN_ID) : report.chipId();
        var hex = Hex.plain(id.toArray());
        var levels =
                (turin ? "fmcSPL=%02d&".formatted(tcb.fmc()) : "")
                        + "blSPL=%02d&teeSPL=%02d&snpSPL=%02d&ucodeSPL=%02d"
                                .formatted(tcb.bootloader(), tcb.tee(), tcb.snp(), tcb.microcode());
        return new KeyServicePath(
                "/vcek/v1/%s/%s?%s".formatted(product, hex, levels),
                "vcek-%s-%s-%s.der"
                        .formatted(
                                product, hex, levels.replaceAll("[^0-9&]", "").replace('&', '-')));
    }

    private static String kind(SnpReport report) {
        return report.signingKey() == SigningKey.VLEK
                ? SigningKey.VLEK.name().toLowerCase(Locale.ROOT)
                : SigningKey.VCEK.name().toLowerCase(Locale.ROOT);
    }
}
