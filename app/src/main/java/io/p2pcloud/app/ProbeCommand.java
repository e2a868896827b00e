package io.p2pcloud.app;

import io.p2pcloud.probe.HardwareProbe;
import io.p2pcloud.probe.InventoryJson;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What this machine has.
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description = "Show this machine's processor, SEV support, memory and disk.")
final class ProbeCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON (fields: hardware-probe/README.md).")
    private boolean json;

    private final Folders folders;
    private final PrintWriter out;

    ProbeCommand(Folders folders, PrintWriter out) {
        this.folders = folders;
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        var inventory = HardwareProbe.ofThisMachine().inventory(folders.data());
        out.println(json ? InventoryJson.write(inventory) : InventoryText.of(inventory));
        out.flush();
        return 0;
    }
}
