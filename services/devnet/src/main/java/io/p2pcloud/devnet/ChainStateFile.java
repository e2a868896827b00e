package io.p2pcloud.devnet;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The chain on disk. Anvil's own periodic dump overwrites its file in place, so a crash in the
/// middle would lose everything; here the answer of `anvil_dumpState` is streamed into a temporary
/// file, which replaces the old one in one step.
final class ChainStateFile {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    /// Empty blocks that are kept at the end; older ones are left out when a chain is loaded, or a
    /// few weeks of mere ticking would fill the memory (0.9 kB a block, measured).
    private static final int KEPT_EMPTY = 300;

    /// The file is our own, and a market with a past has more tokens than anyone else may send.
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxStringLength(1 << 30)
                                                    .build())
                                    .build())
                    .build();

    private final Path file;

    ChainStateFile(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.isRegularFile(file);
    }

    /// @throws IOException when the node does not answer or the disk fails; the old file stays
    void dump(URI rpc) throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        try (var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            var request =
                    HttpRequest.newBuilder(rpc)
                            .timeout(TIMEOUT)
                            .header("Content-Type", "application/json")
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            "{\"jsonrpc\":\"2.0\",\"id\":1,"
                                                    + "\"method\":\"anvil_dumpState\","
                                                    + "\"params\":[]}"))
                            .build();
            var response = client.send(request, BodyHandlers.ofInputStream());
            try (var answer = new HexResult(response.body());
                    var channel =
                            FileChannel.open(
                                    temporary,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.TRUNCATE_EXISTING,
                                    StandardOpenOption.WRITE);
                    var out = Channels.newOutputStream(channel)) {
                answer.transferTo(out);
                channel.force(true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        Files.move(
                temporary,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// Writes what anvil loads, without old empty blocks and without call traces.
    ///
    /// @throws IOException when the file is damaged or the disk fails
    void unpack(Path target) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(file), 1 << 16);
                var parser = MAPPER.createParser(in);
                var generator =
                        MAPPER.createGenerator(
                                new BufferedOutputStream(Files.newOutputStream(target), 1 << 16))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the chain's state is no JSON object");
            }
            generator.writeStartObject();
            long newest = Long.MAX_VALUE;
            for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                generator.writeName(name);
                if (name.equals("block")) {
                    JsonNode block = parser.readValueAsTree();
                    newest = number(block);
                    generator.writePOJO(block);
                } else if (name.equals("blocks")) {
                    copyBlocks(parser, generator, newest);
                } else if (name.equals("transactions")) {
                    copyTransactions(parser, generator);
                } else {
                    generator.copyCurrentStructure(parser);
                }
            }
            generator.writeEndObject();
        } catch (JacksonException | NumberFormatException e) {
            throw new IOException("the chain's state is damaged", e);
        }
    }

    /// @param newest the best block's number, which anvil writes before the blocks
    private static void copyBlocks(JsonParser parser, JsonGenerator generator, long newest) {
        generator.writeStartArray();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            JsonNode block = parser.readValueAsTree();
            long number = number(block.path("header"));
            if (number == 0
                    || newest == Long.MAX_VALUE
                    || number > newest - KEPT_EMPTY
                    || !block.path("transactions").isEmpty()) {
                generator.writePOJO(block);
            }
        }
        generator.writeEndArray();
    }

    /// Without their call traces, which are two thirds of the file (measured) and which nobody asks
    /// for: receipts and events stay.
    private static void copyTransactions(JsonParser parser, JsonGenerator generator) {
        generator.writeStartArray();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            JsonNode transaction = parser.readValueAsTree();
            if (transaction.path("info") instanceof ObjectNode info && info.has("traces")) {
                info.putArray("traces");
            }
            generator.writePOJO(transaction);
        }
        generator.writeEndArray();
    }

    private static long number(JsonNode node) {
        return Long.decode(node.path("number").asString());
    }

    /// Reads `{"jsonrpc":...,"result":"0x<hex>"}` as the bytes of its hex.
    private static final class HexResult extends InputStream {
        private final InputStream in;
        private boolean ended;

        HexResult(InputStream body) throws IOException {
            in = new BufferedInputStream(body, 1 << 16);
            skipTo("\"result\":\"0x");
        }

        private void skipTo(String text) throws IOException {
            int matched = 0;
            for (int seen = 0; matched < text.length(); seen++) {
                int next = in.read();
                if (next < 0 || seen > 500) {
                    throw new IOException("the node did not give its state");
                }
                matched =
                        next == text.charAt(matched) ? matched + 1 : next == text.charAt(0) ? 1 : 0;
            }
        }

        @Override
        public int read() throws IOException {
            int high = ended ? '"' : in.read();
            if (high == '"') {
                ended = true;
                return -1;
            }
            int value = Character.digit(high, 16) << 4 | Character.digit(in.read(), 16);
            if (value < 0) {
                throw new IOException("the node's state broke off");
            }
            return value;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int count = 0;
            while (count < length) {
                int next = read();
                if (next < 0) {
                    return count == 0 ? -1 : count;
                }
                buffer[from + count++] = (byte) next;
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
