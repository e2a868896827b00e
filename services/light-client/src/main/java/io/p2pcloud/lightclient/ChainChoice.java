package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.consensus.NetworkFile;
import io.p2pcloud.lightclient.development.DevelopmentCommittee;
import io.p2pcloud.lightclient.endpoint.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A chain of other people as a user sets it up: which, whom to ask, where trust begins. It may be
/// incomplete or wrong; [#faults()] says where.
///
/// @param network a built-in network's name, or a JSON file ([NetworkFile])
/// @param beacons addresses of beacon nodes
/// @param executions addresses of JSON-RPC servers; without any, blocks are proven but no accounts
/// @param checkpoint a beacon block root
public record ChainChoice(
        String network, List<String> beacons, List<String> executions, String checkpoint) {
    /// The built-in networks that can be followed by choice; the embedded one starts by itself.
    public static final List<String> BUILT_IN =
            NetworkFile.BUILT_IN.stream().filter(it -> !it.equals("devnet")).toList();

    private static final int NAME_DIGITS = 16;

    public ChainChoice {
        network = network.strip();
        beacons = beacons.stream().map(String::strip).toList();
        executions = executions.stream().map(String::strip).toList();
        checkpoint = checkpoint.strip();
    }

    /// What of a choice can be wrong.
    public enum Field {
        NETWORK,
        BEACONS,
        EXECUTIONS,
        CHECKPOINT
    }

    /// @param sentence what is wrong and what to do
    public record Fault(Field field, String sentence) {}

    public ChainChoice with(Bytes32 root) {
        return new ChainChoice(network, beacons, executions, root.toHex());
    }

    /// Everything that keeps it from being followed; empty when nothing does. Reads the network's
    /// file.
    public List<Fault> faults() {
        var faults = new ArrayList<Fault>();
        check(Field.NETWORK, faults, this::known);
        if (beacons.isEmpty()) {
            faults.add(
                    new Fault(
                            Field.BEACONS,
                            "Add a beacon node that serves light clients: without one there is"
                                    + " nobody to ask for blocks."));
        }
        check(Field.BEACONS, faults, () -> addresses(beacons));
        check(Field.EXECUTIONS, faults, () -> addresses(executions));
        check(Field.CHECKPOINT, faults, this::root);
        return List.copyOf(faults);
    }

    /// The network that is meant.
    ///
    /// @throws IllegalArgumentException with a sentence when there is none, or it is the embedded
    /// @throws IOException when its file cannot be read
    public Network known() throws IOException {
        if (network.isEmpty()) {
            throw new IllegalArgumentException("Choose a network, or a file that describes one.");
        }
        var known = NetworkFile.find(network);
        if (DevelopmentCommittee.isDevelopment(known)) {
            throw new IllegalArgumentException(
                    "The network "
                            + known.name()
                            + " is vouched for by keys that everyone has; start it with *Try it on"
                            + " this computer* instead.");
        }
        return known;
    }

    /// A client that goes on from what it proved before from the same checkpoint.
    ///
    /// @param folder where that is kept
    /// @throws IllegalArgumentException with a sentence for the user
    public LightClient open(Path folder, Transport http, InstantSource clock) throws IOException {
        var known = known();
        var root = root();
        Files.createDirectories(folder);
        // One file for each checkpoint: another one never goes on from what this one led to.
        var file = known.chainId() + "-" + root.toHex().substring(2, 2 + NAME_DIGITS) + ".json";
        return client(
                known,
                new Checkpoint(root, Checkpoint.Source.CHOSEN),
                new StoreFile(folder.resolve(file)),
                http,
                clock);
    }

    /// A client that only asks the beacon nodes about blocks to start from.
    ///
    /// @throws IllegalArgumentException with a sentence for the user
    public LightClient asking(Transport http, InstantSource clock) throws IOException {
        return client(known(), null, null, http, clock);
    }

    private LightClient client(
            Network known,
            @Nullable Checkpoint trusted,
            @Nullable StoreFile store,
            Transport http,
            InstantSource clock) {
        return new LightClient(
                LightClientSettings.of(
                        known,
                        trusted,
                        endpoints(beacons, http),
                        endpoints(executions, http),
                        store),
                clock);
    }

    private static List<Endpoint> endpoints(List<String> texts, Transport http) {
        return addresses(texts).stream().map(it -> Endpoint.of(it, http)).toList();
    }

    /// Each server once: one that stands twice would have two voices when a checkpoint is compared.
    private static List<URI> addresses(List<String> texts) {
        var hosts = new HashSet<String>();
        var addresses = new ArrayList<URI>();
        for (var text : texts) {
            var address = Endpoint.address(text);
            if (!hosts.add(address.getRawAuthority().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "The server "
                                + address.getRawAuthority()
                                + " is in the list twice; remove one.");
            }
            addresses.add(address);
        }
        return addresses;
    }

    private Bytes32 root() {
        if (checkpoint.isEmpty()) {
            throw new IllegalArgumentException(
                    "Paste the root of a finalized beacon block that you trust, or ask the servers"
                            + " for one and check it elsewhere.");
        }
        try {
            return Bytes32.ofHex(checkpoint);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "A checkpoint is a beacon block root of 64 hexadecimal digits, not "
                            + checkpoint
                            + ".",
                    e);
        }
    }

    private interface Part {
        Object make() throws IOException;
    }

    private static void check(Field field, List<Fault> faults, Part part) {
        try {
            var _ = part.make();
        } catch (IOException | IllegalArgumentException e) {
            faults.add(new Fault(field, sentence(String.valueOf(e.getMessage()))));
        }
    }

    private static String sentence(String text) {
        var words = Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return words.endsWith(".") ? words : words + ".";
    }
}
