package io.p2pcloud.app;

import io.p2pcloud.common.Address;
import io.p2pcloud.tenant.GuestSize;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.tenant.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Acts on servers by their names, each waited for to its end.
final class ServerActs {
    private static final Duration SETTLE = Duration.ofMinutes(15);
    private static final Duration TAKE_OVER = Duration.ofSeconds(20);
    private static final long TOLD_EVERY = 256L << 20;

    private final LocalCloud cloud;
    private final Consumer<String> say;

    ServerActs(LocalCloud cloud, Consumer<String> say) {
        this.cloud = cloud;
        this.say = say;
    }

    /// All that are not closed. This program's start has taken each one over by then, unless that
    /// takes long: it is told as starting until then, though it may run.
    List<ServerSnapshot> servers() throws InterruptedException {
        var _ =
                Waiting.on(
                        cloud.tenant().servers(),
                        servers ->
                                servers.stream().allMatch(it -> isSettled(it.state()))
                                        ? Optional.of(servers)
                                        : Optional.empty(),
                        TAKE_OVER);
        return open();
    }

    private List<ServerSnapshot> open() {
        return cloud.tenant().servers().get().stream()
                .filter(server -> !(server.state() instanceof ServerState.Closed))
                .toList();
    }

    Servers all() {
        return cloud.tenant();
    }

    void stop(String name) throws UserError, InterruptedException {
        stop(settled(named(name).id()));
    }

    void start(String name) throws UserError, InterruptedException {
        var server = settled(named(name).id());
        if (server.state() instanceof ServerState.Running(var ssh)) {
            say.accept(name + " runs: " + SshWords.of(cloud.tenant(), server, ssh));
            return;
        }
        start(server);
    }

    void restart(String name) throws UserError, InterruptedException {
        var server = settled(named(name).id());
        if (!(server.state() instanceof ServerState.Running)) {
            start(server);
            return;
        }
        say.accept("Restarting " + name);
        cloud.tenant().restart(server.id());
        // Until the act has begun, it is told as running.
        var _ = await(server.id(), state -> !(state instanceof ServerState.Running), "restart");
        var _ = running(settled(server.id()));
    }

    void rescue(String name) throws UserError, IOException, InterruptedException {
        var server = settled(named(name).id());
        if (server.lease().isEmpty()) {
            throw new UserError("The server " + name + " has no disk yet that could be rescued.");
        }
        if (!(server.state() instanceof ServerState.Stopped)) {
            stop(server); // what failed may run all the same
        }
        say.accept("Starting " + name + " to rescue its disk");
        cloud.tenant().rescue(server.id());
        started(server);
        say.accept(
                "Its own system is under /mnt. server stop, then server start, boots that again.");
    }

    /// Whether a user goes on when what is lost was named.
    interface Asking {
        boolean agreed(String server) throws IOException;
    }

    /// @param image empty for the one it has
    void rebuild(String name, Optional<String> image, Asking asking)
            throws UserError, IOException, InterruptedException {
        var server = settled(named(name).id());
        if (!asking.agreed(name)) {
            throw new UserError("That is not its name; nothing was changed.");
        }
        var system = image.orElse(server.spec().imageId());
        say.accept("Rebuilding " + name + " with " + system);
        cloud.tenant().rebuild(server.id(), system);
        var _ = running(settled(server.id()));
    }

    /// @param vcpu null to leave it
    /// @param memoryMib null to leave it
    void resize(String name, @Nullable Integer vcpu, @Nullable Integer memoryMib)
            throws UserError, IOException, InterruptedException {
        if (vcpu == null && memoryMib == null) {
            throw new UserError("Say what is to change: --vcpu N, --memory MIB, or both.");
        }
        var server = settled(named(name).id());
        var now = server.upkeep().size();
        try {
            var size =
                    new GuestSize(
                            Objects.requireNonNullElse(vcpu, now.vcpu()),
                            Objects.requireNonNullElse(memoryMib, now.memoryMib()));
            cloud.tenant().resize(server.id(), size);
            say.accept(
                    "%s has %d vCPU and %d MiB of memory from its next start on."
                            .formatted(name, size.vcpu(), size.memoryMib()));
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    void close(String name) throws UserError, InterruptedException {
        var server = named(name);
        cloud.tenant().close(server.id());
        var _ = await(server.id(), state -> state instanceof ServerState.Closed, "close");
        say.accept(name + " is closed.");
    }

    /// @return what is told of the file
    Map<String, Object> backup(String name, Path file)
            throws UserError, IOException, InterruptedException {
        if (Files.exists(file)) {
            throw new UserError("The file " + file + " exists: name another one.");
        }
        var server = settled(named(name).id());
        boolean runs = server.state() instanceof ServerState.Running;
        if (runs) {
            say.accept(name + " is stopped for the copy");
        }
        try {
            say.accept("Copying the disk of " + name + " to " + file);
            var told = new long[] {TOLD_EVERY};
            var backup =
                    cloud.tenant()
                            .backups()
                            .take(
                                    server.id(),
                                    file,
                                    bytes -> {
                                        if (bytes >= told[0]) {
                                            say.accept("  " + (bytes >> 20) + " MiB");
                                            told[0] = bytes + TOLD_EVERY;
                                        }
                                    });
            say.accept("Backed up: %d MiB in %s".formatted(Files.size(file) >> 20, file));
            var fields = new LinkedHashMap<String, Object>();
            fields.put("server", name);
            fields.put("file", file.toString());
            fields.put("fileBytes", Files.size(file));
            fields.put("diskBytes", backup.diskBytes());
            fields.put("sha256", backup.sha256());
            return fields;
        } finally {
            if (runs) {
                started(server);
            }
        }
    }

    /// @param name empty for that of the old server
    /// @param provider whose machine it is to be; empty for the best offer that is no dearer than
    ///   this computer's own
    ServerSnapshot restore(Path file, Optional<String> name, Optional<Address> provider)
            throws UserError, IOException, InterruptedException {
        return running(settled(new BackupRestore(cloud, say).order(file, name, provider)));
    }

    private void stop(ServerSnapshot server) throws UserError, InterruptedException {
        say.accept("Stopping " + server.spec().name());
        cloud.tenant().stop(server.id());
        var _ = await(server.id(), state -> state instanceof ServerState.Stopped, "stop");
        cloud.tenant().await(server.id());
    }

    private void start(ServerSnapshot server) throws UserError, InterruptedException {
        say.accept("Starting " + server.spec().name());
        cloud.tenant().start(server.id());
        started(server);
    }

    private void started(ServerSnapshot server) throws UserError, InterruptedException {
        // Until the launch has begun, it is told as stopped.
        var _ = await(server.id(), state -> !(state instanceof ServerState.Stopped), "start");
        var _ = running(settled(server.id()));
    }

    private ServerSnapshot running(ServerSnapshot server) throws UserError {
        if (server.state() instanceof ServerState.Running(var ssh)) {
            say.accept(server.spec().name() + " runs: " + SshWords.of(cloud.tenant(), server, ssh));
            return server;
        }
        throw new UserError(
                server.state() instanceof ServerState.Failed(var failure)
                        ? failure.sentence() + " " + failure.money()
                        : server.spec().name() + " did not start.");
    }

    /// The server when nothing is under way with it; a start of this program resumes what an
    /// earlier one left.
    private ServerSnapshot settled(ServerId id) throws UserError, InterruptedException {
        return await(id, ServerActs::isSettled, "settle");
    }

    private static boolean isSettled(ServerState state) {
        return switch (state) {
            case ServerState.Launching _, ServerState.Closing _ -> false;
            case ServerState.Running _,
                    ServerState.Stopped _,
                    ServerState.Failed _,
                    ServerState.Closed _ ->
                    true;
        };
    }

    private ServerSnapshot await(ServerId id, Predicate<ServerState> until, String act)
            throws UserError, InterruptedException {
        return Waiting.on(
                        cloud.tenant().servers(),
                        servers ->
                                servers.stream()
                                        .filter(it -> it.id().equals(id))
                                        .filter(it -> until.test(it.state()))
                                        .findFirst(),
                        SETTLE)
                .orElseThrow(() ->
                        new UserError(
                                "The server did not %s within %d minutes."
                                        .formatted(act, SETTLE.toMinutes())));
    }

    /// The one server of this name that is not closed.
    private ServerSnapshot named(String name) throws UserError {
        var found = open().stream().filter(it -> it.spec().name().equals(name)).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new UserError(
                found.isEmpty()
                        ? "There is no server " + name + "; p2pcloud server list tells of all."
                        : "There are %d servers %s: close one first, in the window."
                                .formatted(found.size(), name));
    }
}
