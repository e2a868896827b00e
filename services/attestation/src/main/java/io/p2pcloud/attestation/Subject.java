package io.p2pcloud.attestation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is being judged: a report with the chain chosen for it, and the product whose rules apply.
///
/// @param product null if neither report nor certificate names one that is known
/// @param rule null if the policy has none for the CPU
record Subject(
        SnpReport report,
        CertificateSet set,
        CertificateChain chain,
        @Nullable Product product,
        @Nullable CpuRule rule) {

    static Subject of(
            SnpReport report,
            CertificateSet set,
            CertificateChain chain,
            AttestationPolicy policy) {
        var product = report.cpu().map(Product::of).orElseGet(() -> chain.issuerProduct());
        var rule =
                report.cpu()
                        .map(policy::rule)
                        .orElseGet(() -> product.flatMap(known -> strictest(policy, known)));
        return new Subject(report, set, chain, product.orElse(null), rule.orElse(null));
    }

    /// For a report that does not say which CPU made it: all of the product's rules at once.
    private static Optional<CpuRule> strictest(AttestationPolicy policy, Product product) {
        return policy.cpus().stream()
                .filter(rule ->
                        Product.of(new CpuModel(rule.family(), rule.model(), 0))
                                .equals(Optional.of(product)))
                .reduce(CpuRule::raisedBy);
    }
}
