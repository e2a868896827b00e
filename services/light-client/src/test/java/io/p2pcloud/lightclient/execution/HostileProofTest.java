package io.p2pcloud.lightclient.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rlp;
import io.p2pcloud.common.Rlp.Item;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Proofs made to show something that the trie does not hold. The nodes' hashes bind most of it;
/// these are the places where a careless reader would still be led astray.
class HostileProofTest {
    private static final Map<Bytes, Bytes> ENTRIES = entries();
    private static final Bytes32 ROOT = Trie.root(ENTRIES);
    private static final Bytes KEY = key(17);

    private static Bytes key(int number) {
        return Keccak.hash(Bytes32.ofNumber(number).toArray()).value();
    }

    private static Map<Bytes, Bytes> entries() {
        var entries = new HashMap<Bytes, Bytes>();
        for (int i = 0; i < 100; i++) {
            entries.put(key(i), Bytes.of(Rlp.encode(Item.number(BigInteger.valueOf(1000 + i)))));
        }
        return entries;
    }

    private static List<Bytes> proof() {
        return new ArrayList<>(TestTrie.prove(ENTRIES, KEY));
    }

    private static void assertInvalid(List<Bytes> nodes) {
        assertThat(TrieProof.verify(ROOT, KEY, nodes))
                .isInstanceOf(TrieProof.Verdict.Invalid.class);
    }

    @Test
    void acceptsTheHonestProof() {
        assertThat(TrieProof.verify(ROOT, KEY, proof()))
                .isEqualTo(new TrieProof.Verdict.Present(Objects.requireNonNull(ENTRIES.get(KEY))));
    }

    @Test
    void refusesNodesBesideThePathRepeatedReorderedOrMissing() {
        var extra = proof();
        extra.add(Bytes.of(new byte[] {1}));
        assertInvalid(extra);
        var repeated = proof();
        repeated.add(1, repeated.get(1));
        assertInvalid(repeated);
        var looped = proof();
        looped.addAll(proof());
        assertInvalid(looped);
        var reversed = proof();
        Collections.reverse(reversed);
        assertInvalid(reversed);
        for (int i = 0; i < proof().size(); i++) {
            var missing = proof();
            missing.remove(i);
            assertInvalid(missing);
        }
        assertInvalid(Collections.nCopies(1000, proof().getFirst()));
        assertInvalid(List.of());
    }

    @Test
    void refusesTheProofOfAnotherKey() {
        assertInvalid(TestTrie.prove(ENTRIES, key(18)));
        // Absence of a key does not follow from a part of the path to it.
        assertInvalid(proof().subList(0, 1));
    }

    /// A root over a hand-made node: what a lying chain could commit to, or a proof smuggle in.
    private static TrieProof.Verdict verify(Item node, Bytes key) {
        var bytes = Bytes.of(Rlp.encode(node));
        return TrieProof.verify(Keccak.hash(bytes.toArray()), key, List.of(bytes));
    }

    private static Item leaf(String path, Item value) {
        return Item.list(new Item.Text(Bytes.ofHex(path)), value);
    }

    @Test
    void refusesNodesThatNoTrieHas() {
        var key = Bytes.ofHex("1234");
        var value = Item.text(new byte[] {7});
        assertThat(verify(leaf("0x201234", value), key))
                .isInstanceOf(TrieProof.Verdict.Present.class);
        for (var wrong :
                List.of(
                        // Flags and padding of a path that are not canonical.
                        leaf("0x211234", value),
                        leaf("0x401234", value),
                        leaf("0xf01234", value),
                        leaf("0x", value),
                        // A leaf without a value, or with a list in its place.
                        leaf("0x201234", Item.text(new byte[0])),
                        leaf("0x201234", Item.list(value)),
                        // An extension without a path, or one that leads nowhere.
                        leaf("0x00", value),
                        leaf("0x001234", Item.text(new byte[0])),
                        // Neither two nor seventeen items, or none.
                        Item.list(value, value, value),
                        Item.list(),
                        value)) {
            assertThat(verify(wrong, key)).isInstanceOf(TrieProof.Verdict.Invalid.class);
        }
    }

    @Test
    void refusesALongNodeInsideItsParentAndAReferenceOfAnotherLength() {
        var children = new Item[17];
        Arrays.fill(children, Item.text(new byte[0]));
        children[1] = leaf("0x32" + "34".repeat(1), Item.text(new byte[40]));
        assertThat(verify(Item.list(children), Bytes.ofHex("1234")))
                .isEqualTo(new TrieProof.Verdict.Invalid("a long node without its hash"));
        children[1] = Item.text(new byte[31]);
        assertThat(verify(Item.list(children), Bytes.ofHex("1234")))
                .isInstanceOf(TrieProof.Verdict.Invalid.class);
        // The value of a branch belongs to the key that ends there, and to no other.
        children[1] = Item.text(new byte[0]);
        children[16] = Item.text(new byte[] {9});
        assertThat(verify(Item.list(children), Bytes.ofHex("1234")))
                .isEqualTo(new TrieProof.Verdict.Absent());
    }

    @Test
    void refusesNodesInAnRlpThatIsNotCanonical() {
        // The same leaf, once with its last byte below 0x80 behind a prefix, once in long form.
        for (var hex : List.of("0xc6832012348107", "0xf8058320123407")) {
            var node = Bytes.ofHex(hex);
            assertThat(
                            TrieProof.verify(
                                    Keccak.hash(node.toArray()),
                                    Bytes.ofHex("1234"),
                                    List.of(node)))
                    .isInstanceOf(TrieProof.Verdict.Invalid.class);
        }
    }

    private static StateProof.Verdict slot(byte[] stored) {
        var slot = Bytes32.ofNumber(1);
        var storage = Map.of(Keccak.hash(slot.toArray()).value(), Bytes.of(stored));
        var address = Address.ZERO;
        var account =
                Item.list(
                        Item.number(BigInteger.ONE),
                        Item.number(BigInteger.ONE),
                        new Item.Text(Trie.root(storage).value()),
                        new Item.Text(Bytes32.ZERO.value()));
        var state = Map.of(Keccak.hash(address.toArray()).value(), Bytes.of(Rlp.encode(account)));
        return new StateProof(
                        address,
                        TestTrie.prove(state, Keccak.hash(address.toArray()).value()),
                        Map.of(slot, TestTrie.prove(storage, Keccak.hash(slot.toArray()).value())))
                .verify(Trie.root(state));
    }

    @Test
    void refusesStoredWordsThatAreNoCanonicalNumberOf256Bits() {
        assertThat(slot(Bytes.ofHex("0x820102").toArray()))
                .isInstanceOfSatisfying(
                        StateProof.Verdict.Proven.class,
                        proven ->
                                assertThat(proven.slots().get(Bytes32.ofNumber(1)))
                                        .isEqualTo(Bytes32.ofNumber(0x102)));
        for (var hex :
                List.of(
                        "0x820001",
                        "0x00",
                        "0xc101",
                        "0x8107",
                        "0xa1" + "01".repeat(33),
                        "0x8201",
                        "0x82010203")) {
            assertThat(slot(Bytes.ofHex(hex).toArray()))
                    .as(hex)
                    .isInstanceOf(StateProof.Verdict.Invalid.class);
        }
    }

    @Test
    void refusesAnAccountOfAnotherShape() {
        for (var fields : List.of(3, 5)) {
            var address = Address.ZERO;
            var account = Collections.nCopies(fields, (Item) new Item.Text(Bytes32.ZERO.value()));
            var key = Keccak.hash(address.toArray()).value();
            var state = Map.of(key, Bytes.of(Rlp.encode(new Item.Sequence(account))));
            assertThat(
                            new StateProof(address, TestTrie.prove(state, key), Map.of())
                                    .verify(Trie.root(state)))
                    .isInstanceOf(StateProof.Verdict.Invalid.class);
        }
    }
}
