package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.release.LeaseBoot;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The end of a CONFIDENTIAL machine by its own word, as its provider hands it over.
class GoodbyesTest {
    @TempDir private Path folder;
    private ConfidentialCase server;

    @BeforeEach
    void open() throws Exception {
        server = new ConfidentialCase(folder, SimulatedChip.genoa(7));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aMachineThatSaidGoodbyeIsFollowedByTheNextBootWithoutAQuestion() throws Exception {
        server.boot();
        server.host.says(1, server.host.guest.ended(ConfidentialCase.where(1)));
        next();
        server.boot();
        assertThat(server.host.opened).hasSize(2);
        assertThat(server.record().confidence().released()).isEqualTo(2);
        assertThat(server.record().confidence().acceptedAt()).isNull();
        // That one runs: the last one's goodbye says nothing about it.
        next();
        assertThat(refusal().reason()).isEqualTo(LaunchFailure.Reason.EARLIER_BOOT_OPEN);
    }

    @Test
    void aGoodbyeIsNotedOnceItIsChecked() throws Exception {
        server.boot();
        assertThat(server.record().confidence().mayRun()).isTrue();
        server.host.says(1, server.host.guest.ended(ConfidentialCase.where(1)));
        next();
        server.host.report = _ -> Bytes.EMPTY;
        assertThat(refusal().reason()).isEqualTo(LaunchFailure.Reason.EVIDENCE_REFUSED);
        assertThat(server.record().confidence().mayRun()).isFalse();
        assertThat(server.record().confidence().goodbyeAt()).isEqualTo(ConfidentialCase.NOW);
    }

    /// @param said for a case whose first boot was given the key and whose second is next
    record Forgery(String name, int boot, Function<ConfidentialCase, Bytes> said) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Forgery> forgeries() {
        return Stream.of(
                new Forgery("none", 0, _ -> Bytes.EMPTY),
                new Forgery("nothing under the boot's number", 1, _ -> Bytes.EMPTY),
                new Forgery(
                        "of another boot", 1, it -> it.host.guest.ended(ConfidentialCase.where(2))),
                new Forgery(
                        "of another boot, under its number",
                        2,
                        it -> it.host.guest.ended(ConfidentialCase.where(2))),
                new Forgery("of another lease", 1, it -> it.host.guest.ended(ofAnotherLease())),
                new Forgery(
                        "by a key of the host's",
                        1,
                        it ->
                                new SimulatedGuest(it.chip, it.measured())
                                        .ended(ConfidentialCase.where(1))),
                new Forgery("one bit off", 1, it -> oneBitOff(it)),
                new Forgery("garbage", 1, _ -> Bytes.of(new byte[72])),
                new Forgery("far too long", 1, _ -> Bytes.of(new byte[100_000])),
                new Forgery(
                        "under a number beyond all boots",
                        -1,
                        it -> it.host.guest.ended(ConfidentialCase.where(1))));
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void aForgedGoodbyeReleasesNothing(Forgery forgery) throws Exception {
        server.boot();
        server.host.says(forgery.boot(), forgery.said().apply(server));
        next();
        assertThat(refusal().reason()).isEqualTo(LaunchFailure.Reason.EARLIER_BOOT_OPEN);
        assertThat(server.record().confidence().goodbyeAt()).isNull();
        assertThat(server.host.released).hasSize(1);
    }

    private static LeaseBoot ofAnotherLease() {
        var boot = ConfidentialCase.where(1);
        return new LeaseBoot(boot.chainId(), boot.market(), Bytes32.ofNumber(0x23), 1);
    }

    private static Bytes oneBitOff(ConfidentialCase server) {
        var signature = server.host.guest.ended(ConfidentialCase.where(1)).toArray();
        signature[signature.length - 1] ^= 1;
        return Bytes.of(signature);
    }

    private void next() {
        server.nextBoot();
        server.host.start(new SimulatedGuest(server.chip, server.measured()));
    }

    private LaunchException refusal() {
        return Assertions.catchThrowableOfType(LaunchException.class, server::boot);
    }
}
