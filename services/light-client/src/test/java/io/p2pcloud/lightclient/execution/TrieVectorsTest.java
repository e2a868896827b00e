package io.p2pcloud.lightclient.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rlp;
import io.p2pcloud.lightclient.Vectors;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The trie and RLP cases of the Ethereum tests repository.
class TrieVectorsTest {
    private final Path folder = Vectors.folder("execution.vectors", "execution");

    @ParameterizedTest
    @ValueSource(strings = {"trieanyorder", "trietest"})
    void buildsTheRootsOfTheOfficialTries(String file) throws IOException {
        check(file, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trieanyorder_secureTrie",
                "trietest_secureTrie",
                "hex_encoded_securetrie_test"
            })
    void buildsTheRootsOfTheOfficialTriesWithHashedKeys(String file) throws IOException {
        check(file, true);
    }

    private void check(String file, boolean secure) throws IOException {
        var cases = read("trie-tests/TrieTests/" + file + ".json");
        assertThat(cases.properties()).isNotEmpty();
        for (var each : cases.properties()) {
            var entries = new LinkedHashMap<Bytes, Bytes>();
            entries(each.getValue().get("in"))
                    .forEach((key, value) -> entries.put(secure ? hashed(key) : key, value));
            assertThat(Trie.root(entries))
                    .as(each.getKey())
                    .isEqualTo(Bytes32.ofHex(each.getValue().get("root").stringValue()));
        }
    }

    @Test
    void provesPresenceAndAbsenceInTriesOfItsOwn() {
        var random = new Random(20_261_121);
        for (int size : new int[] {0, 1, 2, 3, 17, 200}) {
            var entries = new LinkedHashMap<Bytes, Bytes>();
            for (int i = 0; i < size; i++) {
                var key = new byte[Bytes32.SIZE];
                random.nextBytes(key);
                key[0] = (byte) (i % 5);
                var value = new byte[1 + random.nextInt(60)];
                random.nextBytes(value);
                entries.put(Bytes.of(key), Bytes.of(value));
            }
            var root = Trie.root(entries);
            for (var each : entries.entrySet()) {
                var proof = TestTrie.prove(entries, each.getKey());
                assertThat(TrieProof.verify(root, each.getKey(), proof))
                        .isEqualTo(new TrieProof.Verdict.Present(each.getValue()));
                for (int i = 0; i < proof.size(); i++) {
                    var shorter = new ArrayList<>(proof);
                    shorter.remove(i);
                    assertThat(TrieProof.verify(root, each.getKey(), shorter))
                            .isInstanceOf(TrieProof.Verdict.Invalid.class);
                }
            }
            var missing = Keccak.hash(new byte[] {1}).value();
            assertThat(TrieProof.verify(root, missing, TestTrie.prove(entries, missing)))
                    .isEqualTo(new TrieProof.Verdict.Absent());
        }
    }

    @Test
    void decodesAndEncodesTheOfficialRlp() throws IOException {
        for (var each : read("trie-tests/RLPTests/rlptest.json").properties()) {
            var expected = Bytes.ofHex(each.getValue().get("out").stringValue());
            var item = item(each.getValue().get("in"));
            assertThat(Bytes.of(Rlp.encode(item))).as(each.getKey()).isEqualTo(expected);
            assertThat(Rlp.decode(expected.toArray())).as(each.getKey()).isEqualTo(item);
        }
    }

    @Test
    void refusesTheOfficialInvalidRlp() throws IOException {
        for (var each : read("trie-tests/RLPTests/invalidRLPTest.json").properties()) {
            var bytes = Bytes.ofHex(each.getValue().get("out").stringValue()).toArray();
            assertThatIllegalArgumentException()
                    .as(each.getKey())
                    .isThrownBy(() -> Rlp.decode(bytes));
        }
    }

    private JsonNode read(String name) throws IOException {
        return Json.parse(Files.readAllBytes(folder.resolve(name)));
    }

    private static Map<Bytes, Bytes> entries(JsonNode in) {
        var entries = new LinkedHashMap<Bytes, Bytes>();
        if (in.isObject()) {
            in.properties()
                    .forEach(each -> entries.put(text(each.getKey()), text(each.getValue())));
        } else {
            in.forEach(each -> entries.put(text(each.get(0)), text(each.get(1))));
        }
        return entries;
    }

    private static Bytes text(JsonNode node) {
        return node.isNull() ? Bytes.EMPTY : text(node.stringValue());
    }

    private static Bytes text(String text) {
        return text.startsWith("0x")
                ? Bytes.ofHex(text)
                : Bytes.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Bytes hashed(Bytes key) {
        return Keccak.hash(key.toArray()).value();
    }

    private static Rlp.Item item(JsonNode in) {
        if (in.isArray()) {
            var items = new ArrayList<Rlp.Item>();
            in.forEach(each -> items.add(item(each)));
            return new Rlp.Item.Sequence(items);
        }
        if (in.isNumber()) {
            return Rlp.Item.number(in.bigIntegerValue());
        }
        var text = in.stringValue();
        return text.startsWith("#")
                ? Rlp.Item.number(new BigInteger(text.substring(1)))
                : Rlp.Item.text(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
