package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.RealReportsTest.failed;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
import java.util.List;
import org.junit.jupiter.api.Test;

final class P384Test {
    private final Scenario scenario = Scenario.genoa();
    private final ECPublicKey key = (ECPublicKey) scenario.chip.key().getPublic();
    private final ECParameterSpec sound = key.getParams();

    @Test
    void takesTheCurveItselfHoweverItIsSaid() {
        assertThat(P384.isOn(key)).isTrue();
        assertThat(P384.isOn(new OddKey(key.getW(), sound))).isTrue();
    }

    @Test
    void refusesAsManyBitsWithOneOtherParameter() {
        for (var other : others()) {
            assertThat(other.getCurve().getField().getFieldSize()).isEqualTo(384);
            assertThat(P384.isOn(new OddKey(key.getW(), other))).isFalse();
        }
    }

    @Test
    void refusesKeysOfOtherKinds() {
        assertThat(P384.isOn(scenario.chip.authority().root().getPublic())).isFalse();
    }

    @Test
    void refusesACertificateWhoseKeySpellsItsParametersOut() {
        for (var parameters : others()) {
            scenario.leaf(
                    scenario.chip
                            .authority()
                            .chipCertificate(
                                    new OddKey(key.getW(), parameters),
                                    scenario.chip.tcb(),
                                    scenario.chip.chipId()));
            var result = scenario.verify();
            assertThat(failed(result)).contains(Reason.CHAIN_LEAF);
            assertThat(result.verdict()).isEqualTo(Verdict.REFUSE);
        }
    }

    /// The field stays one of 384 bits. With the key itself as generator, 1 is its secret.
    private List<ECParameterSpec> others() {
        var curve = sound.getCurve();
        var field = (ECFieldFp) curve.getField();
        var a = curve.getA();
        var b = curve.getB();
        var g = sound.getGenerator();
        var n = sound.getOrder();
        var one = BigInteger.ONE;
        var two = BigInteger.TWO;
        return List.of(
                new ECParameterSpec(curve, key.getW(), n, 1),
                new ECParameterSpec(curve, g, n.subtract(two), 1),
                new ECParameterSpec(curve, g, n, 2),
                new ECParameterSpec(new EllipticCurve(field, a.subtract(one), b), g, n, 1),
                new ECParameterSpec(new EllipticCurve(field, a, b.add(one)), g, n, 1),
                new ECParameterSpec(
                        new EllipticCurve(new ECFieldFp(field.getP().add(two)), a, b), g, n, 1));
    }
}
