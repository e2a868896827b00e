package io.p2pcloud.views.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.TcbVersion;
import io.p2pcloud.views.common.Loading;
import io.p2pcloud.views.example.FakeProofDesk;
import io.p2pcloud.views.example.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyModelTest {
    private final FakeProofDesk desk = new FakeProofDesk();
    private final List<String> said = new ArrayList<>();
    private final PolicyModel model =
            new PolicyModel(desk, World.background(), (_, words) -> said.add(words));

    @Test
    void showsThePolicyInForce() {
        model.activate();
        assertThat(policy()).isEqualTo(AttestationPolicy.shipped());
    }

    @Test
    void raisesALevelAndNeverLowersOne() {
        model.activate();
        var genoa = policy().cpus().get(1);
        model.raise(genoa, new TcbVersion(0, 0, 0, 25, 0));
        assertThat(policy().cpus().get(1).minimum()).isEqualTo(new TcbVersion(0, 10, 0, 25, 84));
        model.raise(genoa, new TcbVersion(0, 0, 0, 1, 1));
        assertThat(policy().cpus().get(1).minimum()).isEqualTo(new TcbVersion(0, 10, 0, 25, 84));
        assertThat(said).hasSize(2).allMatch(it -> it.contains("EPYC 9004 (Genoa)"));
    }

    @Test
    void saysWhyThereIsNoPolicyAndReadsItAgain() {
        desk.broken = "Your attestation policy cannot be read.";
        model.activate();
        assertThat(model.policy().get()).isInstanceOf(Loading.Failed.class);
        desk.broken = null;
        model.readAgain();
        assertThat(policy()).isEqualTo(AttestationPolicy.shipped());
    }

    private AttestationPolicy policy() {
        return ((Loading.Ready<AttestationPolicy>) model.policy().get()).value();
    }
}
