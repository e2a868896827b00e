package io.p2pcloud.chain.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.chain.EventLog;
import io.p2pcloud.chain.TxHash;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Hex;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AbiTest {
    /// The functions of the ABI specification's worked examples, and one with nested structs.
    private static final AbiContract CONTRACT =
            AbiContract.parse(
                    """
                    [{"type":"function","name":"f","inputs":[
                        {"name":"a","type":"uint256"},{"name":"b","type":"uint32[]"},
                        {"name":"c","type":"bytes10"},{"name":"d","type":"bytes"}],
                      "outputs":[
                        {"name":"a","type":"uint256"},{"name":"b","type":"uint32[]"},
                        {"name":"c","type":"bytes10"},{"name":"d","type":"bytes"}]},
                     {"type":"function","name":"g","inputs":[
                        {"name":"","type":"uint256[][]"},{"name":"","type":"string[]"}],
                      "outputs":[
                        {"name":"","type":"uint256[][]"},{"name":"","type":"string[]"}]},
                     {"type":"function","name":"transfer","inputs":[
                        {"name":"to","type":"address"},{"name":"amount","type":"uint256"}],
                      "outputs":[{"name":"","type":"bool"}]},
                     {"type":"function","name":"nested","inputs":[
                        {"name":"x","type":"tuple[]","components":[
                            {"name":"who","type":"address[3]"},
                            {"name":"inner","type":"tuple","components":[
                                {"name":"n","type":"uint8"},{"name":"s","type":"string"}]}]},
                        {"name":"ok","type":"bool"}],
                      "outputs":[
                        {"name":"x","type":"tuple[]","components":[
                            {"name":"who","type":"address[3]"},
                            {"name":"inner","type":"tuple","components":[
                                {"name":"n","type":"uint8"},{"name":"s","type":"string"}]}]},
                        {"name":"ok","type":"bool"}]},
                     {"type":"event","name":"Transfer","inputs":[
                        {"name":"from","type":"address","indexed":true},
                        {"name":"to","type":"address","indexed":true},
                        {"name":"value","type":"uint256","indexed":false}]},
                     {"type":"error","name":"Refused","inputs":[]}]
                    """);

    private static Bytes body(Bytes call) {
        return call.slice(4, call.size());
    }

    @Test
    void encodesTheExampleOfTheSpecificationWithDynamicTypes() {
        // Contract ABI Specification, "Use of Dynamic Types".
        var call =
                CONTRACT.function("f")
                        .call(
                                0x123,
                                List.of(0x456, 0x789),
                                Bytes.of("1234567890".getBytes(StandardCharsets.US_ASCII)),
                                Bytes.of("Hello, world!".getBytes(StandardCharsets.US_ASCII)));
        assertThat(call.toHex())
                .isEqualTo(
                        "0x8be65246"
                                + "0000000000000000000000000000000000000000000000000000000000000123"
                                + "0000000000000000000000000000000000000000000000000000000000000080"
                                + "3132333435363738393000000000000000000000000000000000000000000000"
                                + "00000000000000000000000000000000000000000000000000000000000000e0"
                                + "0000000000000000000000000000000000000000000000000000000000000002"
                                + "0000000000000000000000000000000000000000000000000000000000000456"
                                + "0000000000000000000000000000000000000000000000000000000000000789"
                                + "000000000000000000000000000000000000000000000000000000000000000d"
                                + "48656c6c6f2c20776f726c642100000000000000000000000000000000000000");
    }

    @Test
    void encodesTheExampleOfTheSpecificationWithNestedArrays() {
        var call =
                CONTRACT.function("g")
                        .call(List.of(List.of(1, 2), List.of(3)), List.of("one", "two", "three"));
        assertThat(call.toHex()).startsWith("0x2289b18c").hasSize(2 + 2 * (4 + 20 * 32));
        var back = CONTRACT.function("g").results(body(call));
        assertThat(back.values().get("1")).isEqualTo(List.of("one", "two", "three"));
    }

    @Test
    void givesBackNestedStructs() {
        var one = Address.of(fill(1));
        var two = Address.of(fill(2));
        var call =
                CONTRACT.function("nested")
                        .call(
                                List.of(
                                        List.of(List.of(one, two, one), List.of(7, "grün")),
                                        List.of(List.of(two, two, two), List.of(255, ""))),
                                true);
        var back = CONTRACT.function("nested").results(body(call));
        assertThat(back.flag("ok")).isTrue();
        var structs = back.tuples("x");
        assertThat(structs.get(0).addresses("who")).containsExactly(one, two, one);
        assertThat(structs.get(0).tuple("inner").text("s")).isEqualTo("grün");
        assertThat(structs.get(1).tuple("inner").intValue("n")).isEqualTo(255);
    }

    private static byte[] fill(int value) {
        var bytes = new byte[Address.SIZE];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @Test
    void knowsTheSelectorsAndTopicsOfErc20() {
        assertThat(CONTRACT.function("transfer").call(Address.ZERO, BigInteger.ONE).toHex())
                .startsWith("0xa9059cbb");
        assertThat(CONTRACT.event("Transfer").topic().toHex())
                .isEqualTo("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
        assertThat(CONTRACT.errors()).containsExactly("Refused");
    }

    @Test
    void readsAnEventFromTopicsAndData() {
        var from = Address.of(fill(1));
        var to = Address.of(fill(2));
        var log =
                new EventLog(
                        Address.ZERO,
                        List.of(
                                CONTRACT.event("Transfer").topic(),
                                Bytes32.ofNumber(new BigInteger(1, from.toArray())),
                                Bytes32.ofNumber(new BigInteger(1, to.toArray()))),
                        Bytes32.ofNumber(77).value(),
                        1,
                        Bytes32.ZERO,
                        new TxHash(Bytes32.ZERO),
                        0);
        var event = CONTRACT.eventOf(log).orElseThrow().decode(log);
        assertThat(event.address("from")).isEqualTo(from);
        assertThat(event.address("to")).isEqualTo(to);
        assertThat(event.longValue("value")).isEqualTo(77);
    }

    @Test
    void refusesNumbersThatDoNotFitAndCountsThatDiffer() {
        var transfer = CONTRACT.function("transfer");
        assertThatThrownBy(() -> transfer.call(Address.ZERO, BigInteger.TWO.pow(256)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> transfer.call(Address.ZERO, -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> transfer.call(Address.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesDirtyPaddingAndBadBooleans() {
        var transfer = CONTRACT.function("transfer");
        assertThat(transfer.results(Bytes32.ofNumber(1).value()).flag("0")).isTrue();
        assertThatThrownBy(() -> transfer.results(Bytes32.ofNumber(2).value()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> transfer.results(Bytes.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesOffsetsThatUseBytesTwice() {
        // 200 outer elements that all point at one inner array of 200.
        var words = new byte[32 * (2 + 1 + 200 + 1 + 200)];
        put(words, 0, 64);
        put(words, 1, 32); // the second argument: an empty-looking array, never reached
        put(words, 2, 200);
        for (int i = 0; i < 200; i++) {
            put(words, 3 + i, 200 * 32);
        }
        put(words, 203, 200);
        assertThatThrownBy(() -> CONTRACT.function("g").results(Bytes.of(words)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
    }

    private static void put(byte[] words, int place, int number) {
        System.arraycopy(Bytes32.ofNumber(number).toArray(), 0, words, place * 32, 32);
    }

    @Test
    void neitherHangsNorThrowsAnythingElseOnMutatedBytes() {
        var random = new Random(11);
        var good =
                body(CONTRACT.function("nested")
                                .call(
                                        List.of(
                                                List.of(
                                                        List.of(
                                                                Address.ZERO,
                                                                Address.ZERO,
                                                                Address.ZERO),
                                                        List.of(1, "text"))),
                                        false))
                        .toArray();
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            var bytes = Arrays.copyOf(good, good.length - random.nextInt(3) * 32);
            for (int k = random.nextInt(4); k >= 0; k--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                CONTRACT.function("nested").results(Bytes.of(bytes));
            } catch (IllegalArgumentException _) {
                refused++;
            }
        }
        assertThat(refused).as(Hex.of(good)).isGreaterThan(3_000);
    }
}
