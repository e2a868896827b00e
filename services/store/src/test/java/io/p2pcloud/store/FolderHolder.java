package io.p2pcloud.store;

import java.io.IOException;
import java.nio.file.Path;

/// A process that claims the folder named by its argument, says so, and waits to be killed.
final class FolderHolder {
    private FolderHolder() {}

    static void main(String[] args) throws IOException {
        switch (FolderLock.claim(Path.of(args[0]))) {
            case Claim.Owned owned -> {
                System.out.println("held");
                int end = System.in.read();
                owned.lock().close();
                System.exit(end < 0 ? 0 : 1);
            }
            case Claim.Busy busy -> System.out.println("busy " + busy.pid());
        }
    }
}
