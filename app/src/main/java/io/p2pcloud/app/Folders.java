package io.p2pcloud.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where the product keeps and finds things.
///
/// @param data what is the user's: keys, ledgers, volumes, the devnet's chain
/// @param cache what can be made again: the guest's boot bundle
/// @param state what is of use for a while: the log
/// @param install the product itself: where its launcher lies
/// @param userHome the user's home
public record Folders(Path data, Path cache, Path state, Path install, Path userHome) {
    /// By the environment: `P2PCLOUD_HOME`, `P2PCLOUD_CACHE`, `P2PCLOUD_INSTALL`, else the XDG base
    /// directories, else the folders that stand for them. Who names `P2PCLOUD_HOME` finds the log
    /// in there as well.
    public static Folders of(Map<String, String> environment, Path userHome) {
        return new Folders(
                path(environment, "P2PCLOUD_HOME")
                        .or(() ->
                                path(environment, "XDG_DATA_HOME")
                                        .map(folder -> folder.resolve("p2pcloud")))
                        .orElseGet(() -> userHome.resolve(".local/share/p2pcloud")),
                path(environment, "P2PCLOUD_CACHE")
                        .or(() ->
                                path(environment, "XDG_CACHE_HOME")
                                        .map(folder -> folder.resolve("p2pcloud")))
                        .orElseGet(() -> userHome.resolve(".cache/p2pcloud")),
                path(environment, "P2PCLOUD_HOME")
                        .map(folder -> folder.resolve("state"))
                        .or(() ->
                                path(environment, "XDG_STATE_HOME")
                                        .map(folder -> folder.resolve("p2pcloud")))
                        .orElseGet(() -> userHome.resolve(".local/state/p2pcloud")),
                path(environment, "P2PCLOUD_INSTALL").orElseGet(() -> Path.of("").toAbsolutePath()),
                userHome);
    }

    /// Everything of *Try it on this computer*.
    public Path local() {
        return data.resolve("local");
    }

    public Path bundle() {
        return cache.resolve("guest").resolve("current");
    }

    /// What the program did, for whoever looks for the cause of a failure.
    public Path log() {
        return state.resolve("p2pcloud.log");
    }

    public Path ssh() {
        return userHome.resolve(".ssh");
    }

    private static Optional<Path> path(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(value -> Path.of(value).toAbsolutePath().normalize());
    }
}
