package io.p2pcloud.tenant;

import io.p2pcloud.attestation.GuestPolicy;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Tier;
import io.p2pcloud.release.GuestLine;
import io.p2pcloud.release.LeaseBoot;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What a dishonest host does, and the checks that find it out.
///
/// @param reasons as the refusal's sentence names them
record Trick(String name, Attempt attempt, String reasons) {
    private static final Bytes32 OTHER_FILE = Bytes32.ofNumber(666);

    @Override
    public String toString() {
        return name;
    }

    interface Attempt {
        void prepare(ConfidentialCase server);
    }

    static Stream<Trick> all() {
        return Stream.of(
                new Trick(
                        "another kernel",
                        it ->
                                starts(
                                        it,
                                        TestBundle.FIRMWARE,
                                        OTHER_FILE,
                                        initramfs(it),
                                        it.commandLine()),
                        "(MEASUREMENT)"),
                new Trick(
                        "another initramfs",
                        it ->
                                starts(
                                        it,
                                        TestBundle.FIRMWARE,
                                        kernel(it),
                                        OTHER_FILE,
                                        it.commandLine()),
                        "(MEASUREMENT)"),
                new Trick(
                        "another base image, by the command line",
                        it ->
                                starts(
                                        it,
                                        TestBundle.FIRMWARE,
                                        kernel(it),
                                        initramfs(it),
                                        it.commandLine()
                                                .replace("p2pcloud.base=", "p2pcloud.base=0")),
                        "(MEASUREMENT)"),
                new Trick(
                        "another firmware",
                        it ->
                                starts(
                                        it,
                                        flipped(TestBundle.FIRMWARE, 0),
                                        kernel(it),
                                        initramfs(it),
                                        it.commandLine()),
                        "(MEASUREMENT)"),
                new Trick(
                        "a machine that he can debug",
                        it ->
                                it.host.guest.with(report ->
                                        report.policy(
                                                new GuestPolicy(
                                                        GuestPolicy.MUST_BE_ONE
                                                                | GuestPolicy.SMT_ALLOWED
                                                                | GuestPolicy.DEBUG_ALLOWED))),
                        "(POLICY_DEBUG)"),
                new Trick(
                        "a report of an earlier session",
                        it -> {
                            var guest = it.host.guest;
                            it.host.answer = hello -> guest.answer(withNonce(hello, 5), hello);
                        },
                        "(BINDING_REPORT_DATA)"),
                new Trick(
                        "a report of an earlier boot",
                        it -> {
                            var guest = it.host.guest;
                            it.nextBoot();
                            it.host.answer =
                                    hello -> guest.answer(with(hello, ConfidentialCase.where(1)));
                        },
                        "(BINDING_HOST_DATA, BINDING_REPORT_DATA)"),
                new Trick(
                        "a report of a machine of his own lease",
                        it -> {
                            var guest = it.host.guest;
                            it.host.answer = hello -> guest.answer(hello, hisOwn(hello));
                        },
                        "(BINDING_HOST_DATA)"),
                new Trick(
                        "his own keys beside a sound machine's report",
                        it -> {
                            var guest = it.host.guest;
                            var his = new SimulatedGuest(it.chip, it.measured());
                            it.host.answer =
                                    hello ->
                                            new GuestLine.Evidence(
                                                    his.recipient(),
                                                    his.guestKey(),
                                                    guest.answer(hello).report());
                        },
                        "(BINDING_REPORT_DATA)"),
                new Trick(
                        "one bit of a sound report",
                        it -> answers(it, report -> flipped(report, 0x90)),
                        "SIGNATURE"),
                new Trick(
                        "no report",
                        it -> answers(it, _ -> Bytes.EMPTY),
                        "this one proves nothing"),
                new Trick(
                        "half a report",
                        it -> answers(it, report -> report.slice(0, 600)),
                        "is damaged: 600 bytes"),
                new Trick(
                        "the longest report that a line can hold",
                        it -> answers(it, _ -> Bytes.of(new byte[16 << 10])),
                        "is damaged: 16384 bytes"),
                new Trick(
                        "more than a report",
                        it -> answers(it, _ -> Bytes.of(new byte[(16 << 10) + 1])),
                        "at most 16 KiB"),
                new Trick(
                        "a lease of the other tier", it -> it.leased = Tier.STANDARD, "STANDARD"));
    }

    private static void starts(
            ConfidentialCase server,
            Bytes firmware,
            Bytes32 kernel,
            Bytes32 initramfs,
            String commandLine) {
        var measured =
                TestBundle.measured(
                        firmware, kernel, initramfs, commandLine, ConfidentialCase.VCPUS);
        server.host.start(new SimulatedGuest(server.chip, measured));
    }

    private static void answers(ConfidentialCase server, UnaryOperator<Bytes> change) {
        server.host.report = change;
    }

    private static Bytes32 kernel(ConfidentialCase server) {
        return server.bundle.kernel().sha256();
    }

    private static Bytes32 initramfs(ConfidentialCase server) {
        return server.bundle.initramfs().sha256();
    }

    private static Bytes flipped(Bytes bytes, int at) {
        var changed = bytes.toArray();
        changed[at] ^= 1;
        return Bytes.of(changed);
    }

    private static GuestLine.Hello withNonce(GuestLine.Hello hello, int nonce) {
        return new GuestLine.Hello(
                hello.boot(), hello.manifest(), Bytes32.ofNumber(nonce), hello.launchKey());
    }

    private static GuestLine.Hello with(GuestLine.Hello hello, LeaseBoot boot) {
        return new GuestLine.Hello(boot, hello.manifest(), hello.nonce(), hello.launchKey());
    }

    private static GuestLine.Hello hisOwn(GuestLine.Hello hello) {
        var boot = hello.boot();
        return with(
                hello,
                new LeaseBoot(boot.chainId(), boot.market(), Bytes32.ofNumber(0x23), boot.boot()));
    }
}
