package io.p2pcloud.app;

import io.p2pcloud.guest.BundleFirmware;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Makes the boot bundle one for confidential machines as well.
@Command(
        name = "firmware",
        mixinStandardHelpOptions = true,
        description = {
            "List the launch measurement of each image and number of vCPUs with the boot bundle's"
                    + " firmware of confidential machines, or with another one, which is added to"
                    + " the bundle. Providers and tenants need the same one, or no machine is"
                    + " believed."
        })
final class FirmwareCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = {
                "An OVMF built for AMD SEV with a measured direct boot (edk2, AmdSev).",
                "Default: the one that ./run --firmware built."
            })
    private @Nullable Path file;

    private final Folders folders;
    private final PrintWriter out;

    FirmwareCommand(Folders folders, PrintWriter out) {
        this.folders = folders;
        this.out = out;
    }

    @Override
    public Integer call() throws UserError {
        try {
            var measured =
                    file == null
                            ? BundleFirmware.measure(folders.bundle())
                            : BundleFirmware.add(folders.bundle(), file);
            measured.forEach((image, digests) ->
                    digests.forEach((vcpus, digest) ->
                            out.println(image + " " + vcpus + " " + digest.toHex())));
            out.flush();
            return 0;
        } catch (IOException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }
}
