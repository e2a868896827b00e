package io.p2pcloud.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where the log of this user lies.
class LogFileTest {
    private static final Path HOME = Path.of("/home/ada");

    @Test
    void liesAmongTheUsersStateAndNotInAFolderOfEverybody() {
        assertThat(Folders.of(Map.of(), HOME).log())
                .isEqualTo(HOME.resolve(".local/state/p2pcloud/p2pcloud.log"));
        assertThat(Folders.of(Map.of("XDG_STATE_HOME", "/s"), HOME).log())
                .isEqualTo(Path.of("/s/p2pcloud/p2pcloud.log"));
        assertThat(Folders.of(Map.of("XDG_STATE_HOME", "/s", "P2PCLOUD_HOME", "/h"), HOME).log())
                .isEqualTo(Path.of("/h/state/p2pcloud.log"));
    }
}
