package io.p2pcloud.attestation;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;

/// The curve of every chip's key (VCEK specification, chapter 3; NIST SP 800-186, P-384).
final class P384 {
    private static final ECParameterSpec CURVE = curve();

    private P384() {}

    /// Whether a key has exactly these parameters. Keys of as many bits over another curve, or from
    /// another generator, are none: who may choose the generator can sign under any public point
    /// (CVE-2020-0601).
    static boolean isOn(PublicKey key) {
        if (!(key instanceof ECPublicKey point)) {
            return false;
        }
        var parameters = point.getParams();
        return parameters != null
                && parameters.getCurve().equals(CURVE.getCurve())
                && parameters.getGenerator().equals(CURVE.getGenerator())
                && parameters.getOrder().equals(CURVE.getOrder())
                && parameters.getCofactor() == CURVE.getCofactor();
    }

    private static ECParameterSpec curve() {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp384r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-384", e);
        }
    }
}
