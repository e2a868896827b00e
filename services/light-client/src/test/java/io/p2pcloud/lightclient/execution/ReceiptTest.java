package io.p2pcloud.lightclient.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.common.Rlp;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {
    private static final Log LOG =
            new Log(Address.ZERO, List.of(Bytes32.ofNumber(7)), Bytes.of(new byte[] {1, 2}));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 0x7e})
    void putsTheTypeInFrontOfTypedReceipts(int type) {
        var receipt =
                new Receipt(type, Receipt.outcomeOf(true), BigInteger.TEN, List.of(LOG), null);
        var encoded = receipt.encode();
        assertThat(encoded.at(0)).isEqualTo((byte) type);
        assertThat(Rlp.decode(encoded.slice(1, encoded.size()).toArray()))
                .isInstanceOf(Rlp.Item.Sequence.class);
    }

    @Test
    void writesLegacyReceiptsAsBareLists() {
        var receipt = new Receipt(0, Receipt.outcomeOf(false), BigInteger.TEN, List.of(LOG), null);
        assertThat(Rlp.decode(receipt.encode().toArray())).isInstanceOf(Rlp.Item.Sequence.class);
        assertThat(receipt.succeeded()).isFalse();
    }

    @Test
    void appendsWhatDepositsCarry() {
        var json =
                Json.parse(
                        """
                        {"type":"0x7e","status":"0x1","cumulativeGasUsed":"0x10","logs":[],
                         "depositNonce":"0x5","depositReceiptVersion":"0x1"}
                        """);
        var receipt =
                ExecutionJson.readReceipts(Json.mapper().createArrayNode().add(json)).getFirst();
        var body = receipt.encode();
        var fields = (Rlp.Item.Sequence) Rlp.decode(body.slice(1, body.size()).toArray());
        assertThat(fields.items()).hasSize(6);
        assertThat(RlpFields.number(fields.items().get(4))).isEqualTo(BigInteger.valueOf(5));
    }

    @Test
    void refusesTypesThatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Receipt(5, Receipt.outcomeOf(true), BigInteger.ONE, List.of(), null));
    }

    @Test
    void readsReceiptsFromBeforeByzantium() {
        var root = Bytes32.ofNumber(9).toHex();
        var json =
                Json.parse("{\"root\":\"" + root + "\",\"cumulativeGasUsed\":\"0x1\",\"logs\":[]}");
        var receipt =
                ExecutionJson.readReceipts(Json.mapper().createArrayNode().add(json)).getFirst();
        assertThat(receipt.outcome().toHex()).isEqualTo(root);
    }
}
