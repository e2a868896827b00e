package io.p2pcloud.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AttestationPolicyTest {
    private final AttestationPolicy shipped = AttestationPolicy.shipped();

    @Test
    void shipsTheMinimumFirmwareOfEachModel() {
        assertThat(minimum(0x19, 0x01)).isEqualTo(new TcbVersion(0, 4, 0, 24, 219));
        assertThat(minimum(0x19, 0x11)).isEqualTo(new TcbVersion(0, 10, 0, 23, 84));
        assertThat(minimum(0x19, 0xa0)).isEqualTo(new TcbVersion(0, 10, 0, 23, 27));
        assertThat(minimum(0x1a, 0x02)).isEqualTo(new TcbVersion(0, 1, 0, 2, 71));
        assertThat(shipped.vlekAllowed()).isFalse();
        assertThat(shipped.challengeAge()).isEqualTo(Duration.ofMinutes(5));
        assertThat(shipped.rule(new CpuModel(0x19, 0x01, 2)).orElseThrow().best())
                .isEqualTo(Verdict.ASK);
    }

    @Test
    void readsBackWhatItWrites() {
        assertThat(AttestationPolicy.parse(shipped.toJson())).isEqualTo(shipped);
    }

    @Test
    void raisingKeepsTheStricterOfEveryDemand() {
        var user =
                new AttestationPolicy(
                        9,
                        shipped.date(),
                        List.of(
                                new CpuRule(
                                        0x19,
                                        0x11,
                                        "my Genoa",
                                        new TcbVersion(0, 9, 1, 25, 80),
                                        20,
                                        Verdict.ASK,
                                        "I want to be asked.")),
                        new GuestPolicy(GuestPolicy.SINGLE_SOCKET),
                        new GuestPolicy(GuestPolicy.CXL_ALLOWED),
                        new PlatformFlags(PlatformFlags.CIPHERTEXT_HIDING),
                        new PlatformFlags(PlatformFlags.SMT),
                        3,
                        Duration.ofMinutes(1),
                        Duration.ofDays(400),
                        true);
        var raised = shipped.raisedBy(user);
        var genoa = raised.rule(new CpuModel(0x19, 0x11, 1)).orElseThrow();
        assertThat(genoa.minimum()).isEqualTo(new TcbVersion(0, 10, 1, 25, 84));
        assertThat(genoa.newestSnp()).isEqualTo(27);
        assertThat(genoa.best()).isEqualTo(Verdict.ASK);
        assertThat(genoa.weakness()).isEqualTo("I want to be asked.");
        assertThat(raised.version()).isEqualTo(shipped.version());
        assertThat(raised.requiredPolicy().bits())
                .isEqualTo(GuestPolicy.MUST_BE_ONE | GuestPolicy.SINGLE_SOCKET);
        assertThat(
                        raised.forbiddenPolicy()
                                .has(GuestPolicy.DEBUG_ALLOWED | GuestPolicy.CXL_ALLOWED))
                .isTrue();
        assertThat(raised.requiredPlatform().has(PlatformFlags.ALIAS_CHECK_COMPLETE)).isTrue();
        assertThat(raised.forbiddenPlatform().bits()).isEqualTo(PlatformFlags.SMT);
        assertThat(raised.requiredMitigations()).isEqualTo(3);
        assertThat(raised.challengeAge()).isEqualTo(Duration.ofMinutes(1));
        assertThat(raised.revocationAge()).isEqualTo(shipped.revocationAge());
        assertThat(raised.vlekAllowed()).isFalse();
    }

    @Test
    void raisingByALaxerPolicyChangesNothing() {
        var lax =
                new AttestationPolicy(
                        1,
                        shipped.date(),
                        List.of(
                                new CpuRule(
                                        0x19,
                                        0x01,
                                        "Milan is fine",
                                        new TcbVersion(0, 0, 0, 0, 0),
                                        0,
                                        Verdict.RELEASE,
                                        ""),
                                new CpuRule(
                                        0x17,
                                        0x31,
                                        "Rome",
                                        new TcbVersion(0, 0, 0, 0, 0),
                                        0,
                                        Verdict.RELEASE,
                                        "")),
                        new GuestPolicy(0),
                        new GuestPolicy(0),
                        new PlatformFlags(0),
                        new PlatformFlags(0),
                        0,
                        Duration.ofDays(1),
                        Duration.ofDays(3_000),
                        true);
        assertThat(shipped.raisedBy(lax)).isEqualTo(shipped);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"requiredPlatform\": \"0x20\",",
                "\"vlekAllowed\": false",
                "\"snp\": 23,",
                "\"best\": \"ASK\",",
                "\"challengeSeconds\": 300,"
            })
    void refusesAPolicyThatLacksADemand(String field) {
        var text = AttestationPolicy.shipped().toJson().replaceAll("\\s+:\\s+", ": ");
        assertThat(text).contains(field);
        var without = text.replace(field, field.endsWith(",") ? "" : "\"x\": 1");
        assertThatThrownBy(() -> AttestationPolicy.parse(without))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is missing in");
    }

    @Test
    void refusesFieldsOutOfBounds() {
        refuses("\"snp\" : 23", "\"snp\" : 256", "a number from 0 to 255");
        refuses("\"snp\" : 23", "\"snp\" : \"23\"", "a number from 0 to 255");
        refuses("\"0x20\"", "\"20\"", "hexadecimal digits behind 0x");
        refuses("\"RELEASE\"", "\"YES\"", "no verdict");
        refuses("2026-11-01", "2026-13-01", "not a date");
        refuses("policy/1", "policy/2", "not a policy in the format");
        refuses("\"0xa0\"", "\"0x11\"", "two rules for");
    }

    private static void refuses(String from, String to, String message) {
        var text = AttestationPolicy.shipped().toJson();
        assertThat(text).contains(from);
        assertThatThrownBy(() -> AttestationPolicy.parse(text.replace(from, to)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private TcbVersion minimum(int family, int model) {
        return shipped.rule(new CpuModel(family, model, 0)).orElseThrow().minimum();
    }

    @Test
    void aUsersOwnPolicyDemandsNothingUntilItRaisesALevel() {
        var shipped = AttestationPolicy.shipped();
        var own = AttestationPolicy.undemanding();
        assertThat(shipped.raisedBy(AttestationPolicy.parse(own.toJson()))).isEqualTo(shipped);

        var genoa = shipped.cpus().get(1);
        var higher = genoa.minimum().max(new TcbVersion(0, 0, 0, 25, 0));
        var raised = own.raising(genoa, higher).raising(genoa, new TcbVersion(0, 0, 0, 1, 90));
        var inForce = shipped.raisedBy(AttestationPolicy.parse(raised.toJson()));
        assertThat(inForce.cpus().get(1).minimum()).isEqualTo(new TcbVersion(0, 10, 0, 25, 90));
        assertThat(inForce.cpus().get(1).best()).isEqualTo(genoa.best());
        assertThat(inForce.cpus().get(0)).isEqualTo(shipped.cpus().get(0));
        assertThat(shipped.raisedBy(own.raising(genoa, new TcbVersion(0, 0, 0, 0, 0))))
                .isEqualTo(shipped);
    }
}
