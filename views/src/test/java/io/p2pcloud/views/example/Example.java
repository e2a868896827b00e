package io.p2pcloud.views.example;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.FirstBoot;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.history.Denomination;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseTerms;
import io.p2pcloud.market.Offer;
import io.p2pcloud.market.OfferId;
import io.p2pcloud.tenant.AttestationMark;
import io.p2pcloud.tenant.GuestSize;
import io.p2pcloud.tenant.LaunchFailure;
import io.p2pcloud.tenant.LaunchPhase;
import io.p2pcloud.tenant.LaunchSnapshot;
import io.p2pcloud.tenant.PhaseRow;
import io.p2pcloud.tenant.PhaseRow.Progress;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.tenant.ServerMoney;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerSpec;
import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.tenant.SshEndpoint;
import io.p2pcloud.tenant.Upkeep;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Made-up values.
public final class Example {
    public static final Instant NOW = Instant.parse("2026-11-14T12:36:08Z");
    public static final ZoneId ZONE = ZoneId.of("Europe/Helsinki");
    public static final Denomination USDC = new Denomination("USDC", 6, "ETH");
    public static final String KEY =
            "ssh-ed25519"
                    + " AAAAC3NzaC1lZDI1NTE5AAAAIEn6yyxJHWfVNpPQzSVBCWRVzyPhq1v6RkHvrLTYXBYG"
                    + " ada@workbench";
    public static final String OWN_KEY =
            "ssh-ed25519"
                    + " AAAAC3NzaC1lZDI1NTE5AAAAIFQZ7kSv9hCq5mGvWq0Zf3Zt0yWJb1zq0c3rKq3yQ2aB"
                    + " p2pcloud-app";
    public static final Address TENANT =
            Address.ofHex("0x7a3e5bd1c09f4a6e8b2d0c4f6a8e1b3d5f7ae21c");
    public static final Address PROVIDER =
            Address.ofHex("0x8b02d1c09f4a6e8b2d0c4f6a8e1b3d5f7a9e51de");
    public static final ComputeUnit UNIT = new ComputeUnit(2, 2048, 20, 100, Tier.STANDARD);

    private Example() {}

    public static BlockRef block(long number, Instant at) {
        return new BlockRef(number, Bytes32.ofNumber(0xb10c_0000L + number), at);
    }

    public static Checked<BlockRef> head() {
        return new Checked<>(block(1318, NOW.minusSeconds(1)), trust());
    }

    public static Trust trust() {
        return new Trust.Unproven("127.0.0.1:8545");
    }

    public static TokenAmount money(String decimal) {
        return TokenAmount.ofDecimal(decimal, USDC.decimals());
    }

    public static Rate perMonth(String decimal) {
        return Rate.perMonth(money(decimal));
    }

    public static LeaseId lease(int number) {
        return new LeaseId(
                Bytes32.of(
                        io.p2pcloud.common.Keccak.hash(new byte[] {(byte) number})
                                .value()
                                .toArray()));
    }

    public static ServerId server(int number) {
        return new ServerId("%016x".formatted(0xa11ce000L + number));
    }

    public static Offer offer(int number, ComputeUnit unit, String month, int count, int taken) {
        return new Offer(
                new OfferId(number),
                PROVIDER,
                unit,
                perMonth(month),
                money("0.42"),
                count,
                taken,
                Offer.Mode.OPEN,
                LeaseTerms.usual(NOW.plus(Duration.ofDays(365))),
                money("1.53"));
    }

    public static ServerSpec spec(String name) {
        return new ServerSpec(
                name,
                UNIT,
                "debian-13",
                List.of(KEY),
                FirstBoot.NONE,
                perMonth("4.23"),
                money("5"),
                ServerSpec.Mode.BEST_OFFER);
    }

    public static final SshEndpoint SSH =
            new SshEndpoint("127.0.0.1", 40022, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEn6");

    public static ServerSnapshot running(int number, String name) {
        return snapshot(
                number,
                name,
                new ServerState.Running(SSH),
                AttestationMark.NOT_ATTESTED,
                done(),
                Optional.of(
                        new ServerMoney(
                                trust(),
                                perMonth("4.23"),
                                money("4.978123"),
                                money("0.021877"),
                                Optional.of(Duration.ofHours(35 * 24 + 7)))));
    }

    public static ServerSnapshot stopped(int number, String name) {
        return snapshot(
                number,
                name,
                new ServerState.Stopped(),
                AttestationMark.NOT_ATTESTED,
                done(),
                Optional.of(
                        new ServerMoney(
                                trust(),
                                perMonth("6.94"),
                                money("1.42"),
                                money("3.58"),
                                Optional.of(Duration.ofHours(6 * 24 + 4)))));
    }

    public static ServerSnapshot launching(int number, String name) {
        return snapshot(
                number,
                name,
                new ServerState.Launching(),
                AttestationMark.PENDING,
                launch(5, Optional.empty()),
                Optional.of(
                        new ServerMoney(
                                trust(),
                                perMonth("4.23"),
                                money("5"),
                                TokenAmount.ZERO,
                                Optional.of(Duration.ofDays(35)))));
    }

    public static ServerSnapshot failed(int number, String name) {
        return failed(
                number,
                name,
                LaunchFailure.Reason.PROVIDER_UNREACHABLE,
                "The provider 0x8b02…51de does not answer: it may have been switched off.");
    }

    public static ServerSnapshot failed(
            int number, String name, LaunchFailure.Reason reason, String sentence) {
        var failure =
                new LaunchFailure(
                        LaunchPhase.MACHINE,
                        reason,
                        sentence,
                        "The deposit is in the lease's escrow; close the server to get it back.");
        return snapshot(
                number,
                name,
                new ServerState.Failed(failure),
                AttestationMark.PENDING,
                launch(2, Optional.of(failure)),
                Optional.of(
                        new ServerMoney(
                                trust(),
                                perMonth("4.23"),
                                money("5"),
                                TokenAmount.ZERO,
                                Optional.of(Duration.ofDays(35)))));
    }

    /// One that ran before and does not come up again.
    public static ServerSnapshot broken(int number, String name) {
        var failure =
                new LaunchFailure(
                        LaunchPhase.SHELL,
                        LaunchFailure.Reason.SHELL_TIMEOUT,
                        "The machine runs, but its SSH does not answer: see its console.",
                        "The lease goes on, and its disk is kept.");
        return snapshot(
                number,
                name,
                new ServerState.Failed(failure),
                AttestationMark.NOT_ATTESTED,
                launch(6, Optional.of(failure)),
                Optional.of(
                        new ServerMoney(
                                trust(),
                                perMonth("4.23"),
                                money("4.2"),
                                money("0.8"),
                                Optional.of(Duration.ofDays(29)))));
    }

    public static ServerSnapshot closed(int number, String name) {
        return snapshot(
                number,
                name,
                new ServerState.Closed("closed by you"),
                AttestationMark.NOT_ATTESTED,
                done(),
                Optional.empty());
    }

    private static ServerSnapshot snapshot(
            int number,
            String name,
            ServerState state,
            AttestationMark mark,
            LaunchSnapshot launch,
            Optional<ServerMoney> money) {
        boolean booted = mark != AttestationMark.PENDING;
        return new ServerSnapshot(
                server(number),
                spec(name),
                UNIT,
                NOW.minus(Duration.ofMinutes(47L * number)),
                state,
                mark,
                launch,
                Optional.of(lease(number)),
                Optional.of(PROVIDER.checksummed()),
                booted ? 1 : 0,
                money,
                Optional.empty(),
                new Upkeep(
                        new GuestSize(UNIT.vcpu(), UNIT.memoryMib()),
                        false,
                        Optional.empty(),
                        false,
                        booted));
    }

    private static final double[] TOOK = {1.4, 0.3, 4.9, 0.1, 2.2, 11.8, 0.7};
    private static final String[] WORDS = {
        "taking the best offer",
        "with provider 0x8B02…51de",
        "kernel and encrypted disk are there",
        "not attested: the provider can obtain everything on this machine",
        "disk formatted and open",
        "the operating system starts",
        "ssh -p 40022 root@127.0.0.1"
    };

    public static LaunchSnapshot done() {
        return launch(LaunchPhase.values().length, Optional.empty());
    }

    /// @param now the phase that runs or failed, from 0
    public static LaunchSnapshot launch(int now, Optional<LaunchFailure> failure) {
        var rows =
                Arrays.stream(LaunchPhase.values())
                        .map(phase -> {
                            int i = List.of(LaunchPhase.values()).indexOf(phase);
                            var took = Duration.ofMillis(Math.round(TOOK[i] * 1000));
                            Progress progress =
                                    i < now
                                            ? new Progress.Done(took)
                                            : i > now
                                                    ? new Progress.Waiting()
                                                    : failure.isPresent()
                                                            ? new Progress.Failed(
                                                                    Duration.ofMillis(30_012))
                                                            : new Progress.Now(
                                                                    NOW.minusMillis(6_300));
                            return new PhaseRow(
                                    phase, progress, i <= now ? WORDS[i] : "", phase.usual());
                        })
                        .toList();
        return new LaunchSnapshot(NOW.minusSeconds(20), rows, failure);
    }
}
