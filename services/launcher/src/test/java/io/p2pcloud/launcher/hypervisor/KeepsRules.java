package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.domain.PortForward;
import io.p2pcloud.launcher.network.GuestNetwork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program of its own that keeps the rules of a network namespace, while others take them away.
/// Prints after each step which rules stand.
final class KeepsRules {
    private KeepsRules() {}

    /// @param arguments a folder for the files of a guest's plan
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var plan =
                RealQemu.plan(
                        folder,
                        folder.resolve("data"),
                        new GuestName("lease-00000000000000bb"),
                        TinyKernel.Act.HALT,
                        PortForward.ssh(40_022));
        int place;
        try (var keeper = keeper()) {
            place = keeper.admit(plan);
            tell("admitted");
            nft("flush", "ruleset");
            tell("emptied");
            keeper.look();
            tell("put-back");
            nft("flush", "chain", "inet", "p2pcloud", "from_guest");
            tell("emptied-in-part");
            keeper.look();
            tell("put-back-in-part");
            nft("flush", "ruleset");
        }
        // As a program does that finds the guest running.
        try (var next = keeper()) {
            next.admit(plan, place);
            tell("adopted");
            next.dismiss(place);
            tell("dismissed");
        }
    }

    private static BridgeKeeper keeper() throws IOException {
        return new BridgeKeeper(GuestNetwork.USUAL, List.of());
    }

    private static void tell(String step) throws IOException {
        var rules = nft("list", "ruleset");
        System.out.printf(
                "%s:%s%s%n",
                step,
                rules.contains("tcp dport 25 drop") ? " closed" : "",
                rules.contains("dnat ip to 10.213.0.2:22") ? " forward" : "");
    }

    private static String nft(String... words) throws IOException {
        var command = new ArrayList<>(List.of("nft"));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
