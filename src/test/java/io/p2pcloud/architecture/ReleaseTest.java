package io.p2pcloud.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;

import com.tngtech.archunit.lang.syntax.elements.GivenCodeUnitsConjunction;
import org.junit.jupiter.api.Test;

/// A disk key leaves this computer on one way: a full verification makes the proof, the proof a
/// grant, and the grant seals.
class ReleaseTest {
    @Test
    void onlyAFullVerificationMakesAProof() {
        of("io.p2pcloud.attestation.VerifiedEvidence", "<init>")
                .should()
                .onlyBeCalled()
                .byClassesThat(simpleName("AttestationVerifier"))
                .check(Product.classes());
    }

    @Test
    void onlyAGrantSeals() {
        of("io.p2pcloud.release.AgeSeal", "seal")
                .should()
                .onlyBeCalled()
                .byClassesThat(simpleName("ReleaseGrant").or(simpleName("AgeSeal")))
                .check(Product.classes());
        of("io.p2pcloud.release.SealedPayload", "toBytes")
                .should()
                .onlyBeCalled()
                .byClassesThat(simpleName("ReleaseGrant"))
                .check(Product.classes());
    }

    @Test
    void onlyTheTwoFactoriesMakeAGrant() {
        for (var kind : new String[] {"Unattested", "Attested"}) {
            of("io.p2pcloud.release.ReleaseGrant$" + kind, "<init>")
                    .should()
                    .onlyBeCalled()
                    .byClassesThat(simpleName("ReleaseGrant"))
                    .check(Product.classes());
        }
    }

    @Test
    void aDiskKeyIsReadForItsPayloadAndItsBackupAlone() {
        of("io.p2pcloud.release.DiskKey", "value")
                .should()
                .onlyBeCalled()
                .byClassesThat(
                        simpleName("SealedPayload")
                                .or(simpleName("DiskKey"))
                                .or(simpleName("VolumeCipher")))
                .check(Product.classes());
    }

    private static GivenCodeUnitsConjunction<?> of(String type, String name) {
        return codeUnits().that().areDeclaredIn(type).and().haveName(name);
    }
}
