package io.p2pcloud.app;

import io.p2pcloud.guest.BundleFirmware;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Makes the boot bundle one for confidential machines as well.
@Command(
        name = "firmware",
        mixinStandardHelpOptions = true,
        description = {
            "Add the firmware of confidential machines to the boot bundle, and list the launch"
                    + " measurement of each image and number of vCPUs. Providers and tenants need"
                    + " the same one, or no machine is believed."
        })
final class FirmwareCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = "An OVMF built for AMD SEV with a measured direct boot (edk2, AmdSev).")
    private Path file = Path.of("");

    private final Folders folders;
    private final PrintWriter out;

    FirmwareCommand(Folders folders, PrintWriter out) {
        this.folders = folders;
        this.out = out;
    }

    @Override
    public Integer call() throws UserError {
        try {
            BundleFirmware.add(folders.bundle(), file)
                    .forEach((image, digests) ->
                            digests.forEach((vcpus, digest) ->
                                    out.println(image + " " + vcpus + " " + digest.toHex())));
            out.flush();
            return 0;
        } catch (IOException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }
}
