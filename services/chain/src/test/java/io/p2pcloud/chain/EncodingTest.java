package io.p2pcloud.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.wallet.SigningKey;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

/// Our transactions against those of an independent library.
final class EncodingTest {
    @Test
    void signsTheSameBytesAsWeb3j() {
        var random = new Random(3);
        for (int i = 0; i < 50; i++) {
            var secret = new byte[32];
            random.nextBytes(secret);
            var to = new byte[20];
            random.nextBytes(to);
            var input = new byte[random.nextInt(300)];
            random.nextBytes(input);
            long nonce = random.nextInt(3);
            long gas = 21_000L + random.nextInt(1_000_000);
            var tip = BigInteger.valueOf(random.nextInt(1_000));
            var max = tip.add(BigInteger.valueOf(random.nextLong(1L << 40)));
            var value = BigInteger.valueOf(random.nextInt(2)).shiftLeft(70);
            var ours =
                    SignedTransaction.sign(
                            SigningKey.ofSecret(secret),
                            new ChainId(7_272_727),
                            nonce,
                            new ContractCall(Optional.of(Address.of(to)), Bytes.of(input), value),
                            gas,
                            new Fees(max, tip));
            var theirs =
                    TransactionEncoder.signMessage(
                            RawTransaction.createTransaction(
                                    7_272_727,
                                    BigInteger.valueOf(nonce),
                                    BigInteger.valueOf(gas),
                                    Address.of(to).toHex(),
                                    value,
                                    Bytes.of(input).toHex(),
                                    tip,
                                    max),
                            7_272_727,
                            Credentials.create(ECKeyPair.create(Bytes32.of(secret).toNumber())));
            assertThat(ours.raw()).isEqualTo(Bytes.of(theirs));
        }
    }
}
