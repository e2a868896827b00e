package io.p2pcloud.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Hex;
import io.p2pcloud.common.Keccak;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SigningKeyTest {
    private static final Bytes32 DIGEST = Keccak.hash(new byte[] {1, 2, 3});

    private static SigningKey key(long number) {
        return SigningKey.ofSecret(Bytes32.ofNumber(number).toArray());
    }

    @Test
    void derivesTheAccountOfAKnownKey() {
        // The private key 1 is the curve's generator.
        assertThat(key(1).address())
                .isEqualTo(Address.ofHex("0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"));
        assertThat(Secp256k1.addressOf(key(1).publicKey())).isEqualTo(key(1).address());
        assertThat(key(1).publicKey().size()).isEqualTo(65);
    }

    @Test
    void signsAsRfc6979Prescribes() throws Exception {
        // Vectors of the secp256k1 community for RFC 6979 with SHA-256: key 1, two messages.
        assertThat(sha256Signature(1, "Satoshi Nakamoto"))
                .isEqualTo(
                        "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"
                                + "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5");
        assertThat(
                        sha256Signature(
                                1,
                                "All those moments will be lost in time, like tears in rain. Time"
                                        + " to die..."))
                .isEqualTo(
                        "8600dbd41e348fe5c9465ab92d23e3db8b98b873beecd930736488696438cb6b"
                                + "547fe64427496db33bf66019dacbf0039c04199abb0122918601db38a72cfc21");
    }

    private static String sha256Signature(long secret, String message) throws Exception {
        var digest =
                MessageDigest.getInstance("SHA-256")
                        .digest(message.getBytes(StandardCharsets.UTF_8));
        var signature = key(secret).sign(Bytes32.of(digest));
        return Hex.plain(signature.r().toArray()) + Hex.plain(signature.s().toArray());
    }

    @Test
    void recoversTheSignerOfManySignatures() {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            var secret = new byte[32];
            random.nextBytes(secret);
            var digest = new byte[32];
            random.nextBytes(digest);
            var key = SigningKey.ofSecret(secret);
            var signature = key.sign(Bytes32.of(digest));
            assertThat(signature.recover(Bytes32.of(digest))).isEqualTo(key.address());
            assertThat(Signature.ofBytes65(signature.toBytes65())).isEqualTo(signature);
            assertThat(Signature.ofDer(signature.toDer(), Bytes32.of(digest), key.address()))
                    .isEqualTo(signature);
        }
    }

    @Test
    void normalisesADerSignatureWithAHighS() {
        var key = key(77);
        var signature = key.sign(DIGEST);
        var high = Secp256k1.ORDER.subtract(signature.s().toNumber());
        var der = der(signature.r().toNumber(), high);
        assertThat(Signature.ofDer(der, DIGEST, key.address())).isEqualTo(signature);
    }

    private static Bytes der(BigInteger r, BigInteger s) {
        byte[] first = r.toByteArray();
        byte[] second = s.toByteArray();
        var out = new ByteArrayOutputStream();
        out.write(0x30);
        out.write(first.length + second.length + 4);
        out.write(2);
        out.write(first.length);
        out.writeBytes(first);
        out.write(2);
        out.write(second.length);
        out.writeBytes(second);
        return Bytes.of(out.toByteArray());
    }

    @Test
    void refusesDerOfAnotherSignerOrWithTrailingBytes() {
        var signature = key(77).sign(DIGEST);
        assertThatThrownBy(() -> Signature.ofDer(signature.toDer(), DIGEST, key(78).address()))
                .isInstanceOf(IllegalArgumentException.class);
        var longer = Bytes.ofHex(signature.toDer().toHex() + "00");
        assertThatThrownBy(() -> Signature.ofDer(longer, DIGEST, key(77).address()))
                .isInstanceOf(IllegalArgumentException.class);
        for (var rubbish :
                new Bytes[] {
                    Bytes.EMPTY,
                    Bytes.of(new byte[] {0x30}),
                    Bytes.of(new byte[] {0x30, (byte) 0x84, 127, -1, -1, -1}),
                    Bytes.of(new byte[500]),
                    der(BigInteger.ZERO, BigInteger.ONE),
                    der(Secp256k1.ORDER, BigInteger.ONE),
                    der(BigInteger.ONE.negate(), BigInteger.ONE)
                }) {
            assertThatThrownBy(() -> Signature.ofDer(rubbish, DIGEST, key(77).address()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesSignaturesOutsideTheOneForm() {
        var good = key(5).sign(DIGEST);
        var highS = Bytes32.ofNumber(Secp256k1.ORDER.subtract(good.s().toNumber()));
        assertThatThrownBy(() -> new Signature(good.r(), highS, good.v()))
                .hasMessageContaining("lower half");
        assertThatThrownBy(() -> new Signature(Bytes32.ZERO, good.s(), 27))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Signature(good.r(), good.s(), 29))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Signature.ofBytes65(good.toBytes65().slice(0, 64)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesPublicKeysOffTheCurveAndSecretsOutOfRange() {
        var bytes = key(5).publicKey().toArray();
        bytes[40] ^= 1;
        assertThatThrownBy(() -> Secp256k1.addressOf(Bytes.of(bytes)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningKey.ofSecret(new byte[32]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningKey.ofSecret(Bytes32.ofNumber(Secp256k1.ORDER).toArray()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void signsNothingAfterItWasDestroyed() {
        var key = SigningKey.create(new SecureRandom());
        key.destroy();
        assertThat(key.isDestroyed()).isTrue();
        assertThatThrownBy(() -> key.sign(DIGEST)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(key::exportSecret).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void namesOnlyTheAccountWhenPrinted() {
        assertThat(key(1)).hasToString("signing key of 0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf");
    }
}
