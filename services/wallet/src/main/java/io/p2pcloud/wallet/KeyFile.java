package io.p2pcloud.wallet;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.common.Transcript;
import java.util.LinkedHashMap;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One key file, version 1: a JSON object. `text` is the AES-256-GCM ciphertext with its tag, or
/// the bare secret of a device-protected key. `checksum` is the SHA-256 of all other fields: it
/// tells a damaged file from a wrong passphrase, and protects against nothing else.
record KeyFile(StoredKey head, Optional<Envelope> envelope, Bytes text) {
    private static final int VERSION = 1;
    private static final String ENCRYPTED = "argon2id-aes-256-gcm";
    private static final String DEVICE = "device";

    /// How `text` is encrypted.
    record Envelope(Argon2Cost cost, Bytes32 salt, Bytes nonce) {}

    /// Thrown for bytes that are no such file.
    static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1;

        DamagedException(String message) {
            super(message);
        }
    }

    /// Everything but the text, bound into the ciphertext so that no part can be exchanged.
    byte[] associated() {
        return header().toArray();
    }

    private Transcript header() {
        var transcript =
                Transcript.of("p2pcloud/key-file")
                        .number(VERSION)
                        .text(head.kind().word())
                        .text(head.name().value())
                        .text(head.address().map(Address::toHex).orElse(""));
        envelope.ifPresentOrElse(
                it ->
                        transcript
                                .text(ENCRYPTED)
                                .number(it.cost().memoryKib())
                                .number(it.cost().iterations())
                                .number(it.cost().parallelism())
                                .word(it.salt())
                                .bytes(it.nonce().toArray()),
                () -> transcript.text(DEVICE));
        return transcript;
    }

    private Bytes32 checksum() {
        return header().bytes(text.toArray()).sha256();
    }

    String toJson() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("version", VERSION);
        fields.put("kind", head.kind().word());
        fields.put("name", head.name().value());
        fields.put("address", head.address().map(Address::toHex).orElse(""));
        fields.put("protection", envelope.isPresent() ? ENCRYPTED : DEVICE);
        envelope.ifPresent(it -> {
            fields.put("memoryKib", it.cost().memoryKib());
            fields.put("iterations", it.cost().iterations());
            fields.put("parallelism", it.cost().parallelism());
            fields.put("salt", it.salt().toHex());
            fields.put("nonce", it.nonce().toHex());
        });
        fields.put("text", text.toHex());
        fields.put("checksum", checksum().toHex());
        return Json.writePretty(fields);
    }

    /// @throws DamagedException when the bytes are not what [#toJson] wrote
    /// @throws IllegalArgumentException when a later version wrote them, or a cost is out of bounds
    static KeyFile parse(byte[] json) throws DamagedException {
        JsonNode node;
        try {
            node = Json.parse(json);
        } catch (IllegalArgumentException e) {
            throw new DamagedException(String.valueOf(e.getMessage()));
        }
        int version = number(node, "version");
        if (version != VERSION) {
            throw new IllegalArgumentException("key file version " + version);
        }
        var file = read(node);
        if (!file.checksum().toHex().equals(text(node, "checksum"))) {
            throw new DamagedException("its checksum differs");
        }
        return file;
    }

    private static KeyFile read(JsonNode node) throws DamagedException {
        try {
            var address = text(node, "address");
            var protection = text(node, "protection");
            if (!protection.equals(ENCRYPTED) && !protection.equals(DEVICE)) {
                throw new DamagedException("unknown protection " + protection);
            }
            boolean encrypted = protection.equals(ENCRYPTED);
            return new KeyFile(
                    new StoredKey(
                            new AccountName(text(node, "name")),
                            StoredKey.Kind.ofWord(text(node, "kind")),
                            address.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(Address.ofHex(address)),
                            encrypted),
                    encrypted ? Optional.of(envelope(node)) : Optional.empty(),
                    Bytes.ofHex(text(node, "text")));
        } catch (IllegalArgumentException e) {
            throw new DamagedException(String.valueOf(e.getMessage()));
        }
    }

    private static Envelope envelope(JsonNode node) throws DamagedException {
        return new Envelope(
                new Argon2Cost(
                        number(node, "memoryKib"),
                        number(node, "iterations"),
                        number(node, "parallelism")),
                Bytes32.ofHex(text(node, "salt")),
                Bytes.ofHex(text(node, "nonce")));
    }

    private static String text(JsonNode node, String name) throws DamagedException {
        var value = node.get(name);
        if (value == null || !value.isString()) {
            throw new DamagedException("its field " + name + " is missing");
        }
        return value.stringValue();
    }

    private static int number(JsonNode node, String name) throws DamagedException {
        var value = node.get(name);
        if (value == null || !value.isInt()) {
            throw new DamagedException("its field " + name + " is missing");
        }
        return value.intValue();
    }

    /// Only the head: the text may be secret.
    @Override
    public String toString() {
        return "key file of " + head.name();
    }
}
