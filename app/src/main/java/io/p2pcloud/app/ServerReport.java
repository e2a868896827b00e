package io.p2pcloud.app;

import io.p2pcloud.common.Json;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.tenant.Servers;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Tells of each server whenever its state is another one than was told last.
final class ServerReport {
    private final Servers servers;
    private final Consumer<String> say;
    private final boolean json;
    private final InstantSource clock;
    private final Map<ServerId, Map<String, Object>> told = new HashMap<>();

    ServerReport(Servers servers, Consumer<String> say, boolean json, InstantSource clock) {
        this.servers = servers;
        this.say = say;
        this.json = json;
        this.clock = clock;
    }

    synchronized void tell(List<ServerSnapshot> newest) {
        for (var server : newest.reversed()) {
            var now = fields(server);
            if (!now.equals(told.put(server.id(), now))) {
                say.accept(json ? line(now) : words(server));
            }
        }
    }

    private String line(Map<String, Object> fields) {
        var line = new LinkedHashMap<String, Object>();
        line.put("at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        line.putAll(fields);
        return Json.write(line);
    }

    private String words(ServerSnapshot server) {
        var words =
                switch (server.state()) {
                    case ServerState.Launching _ -> "starting";
                    case ServerState.Running(var ssh) ->
                            (server.upkeep().rescue() ? "rescue" : "running")
                                    + ", boot "
                                    + server.boot()
                                    + ": "
                                    + SshWords.of(servers, server, ssh);
                    case ServerState.Stopped _ -> "stopped by you; it stays off";
                    case ServerState.Failed(var failure) -> "not running: " + failure.sentence();
                    case ServerState.Closing _ -> "closing";
                    case ServerState.Closed _ -> "closed";
                };
        return "%s %s: %s%s"
                .formatted(
                        clock.instant().truncatedTo(ChronoUnit.SECONDS),
                        server.spec().name(),
                        words,
                        next(server));
    }

    /// What the next start brings.
    private static String next(ServerSnapshot server) {
        var upkeep = server.upkeep();
        var size = upkeep.size();
        var resize =
                upkeep.resized()
                        ? "; %d vCPU and %d MiB of memory from the next start on"
                                .formatted(size.vcpu(), size.memoryMib())
                        : "";
        return resize
                + upkeep.update()
                        .map(kernel ->
                                "; update ready (Linux %s): takes effect at the next start"
                                        .formatted(kernel))
                        .orElse("");
    }

    private Map<String, Object> fields(ServerSnapshot server) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("server", server.spec().name());
        switch (server.state()) {
            case ServerState.Launching _ -> fields.put("state", "launching");
            case ServerState.Running(var ssh) -> {
                fields.put("state", "running");
                fields.put("boot", server.boot());
                fields.put("rescue", server.upkeep().rescue());
                fields.put("ssh", SshWords.of(servers, server, ssh));
                fields.put("hostKey", ssh.hostKey());
            }
            case ServerState.Stopped _ -> fields.put("state", "stopped");
            case ServerState.Failed(var failure) -> {
                fields.put("state", "failed");
                fields.put("reason", failure.reason().name());
                fields.put("sentence", failure.sentence());
            }
            case ServerState.Closing _ -> fields.put("state", "closing");
            case ServerState.Closed _ -> fields.put("state", "closed");
        }
        if (server.upkeep().resized()) {
            fields.put("nextVcpu", server.upkeep().size().vcpu());
            fields.put("nextMemoryMib", server.upkeep().size().memoryMib());
        }
        server.upkeep().update().ifPresent(kernel -> fields.put("update", kernel));
        return fields;
    }
}
