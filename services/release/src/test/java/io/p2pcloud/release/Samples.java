package io.p2pcloud.release;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.FirstBoot;
import io.p2pcloud.common.Tier;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// Values that several tests use.
final class Samples {
    /// secp256k1's generator: the public key of the secret 1.
    static final Secp256k1Key KEY =
            new Secp256k1Key(
                    Bytes.ofHex(
                            "0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
                                    + "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8"));

    static final AgeRecipient RECIPIENT =
            new AgeRecipient("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj");
    static final LeaseBoot BOOT = new LeaseBoot(31337, Address.of(filled(20, 0x11)), word(0x22), 3);
    static final EcdsaSignature SIGNATURE = new EcdsaSignature(word(0x81), word(0x7f));
    static final SshHostKey HOST_KEY = SshHostKey.generate(new SecureRandom());

    private Samples() {}

    static Bytes32 word(int fill) {
        return Bytes32.of(filled(32, fill));
    }

    static byte[] filled(int size, int fill) {
        var bytes = new byte[size];
        Arrays.fill(bytes, (byte) fill);
        return bytes;
    }

    static DiskKey diskKey() {
        var key = new byte[DiskKey.SIZE];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        return new DiskKey(Bytes.of(key));
    }

    static SealedPayload payload(
            String hostname, List<String> keys, FirstBoot firstBoot, String source) {
        return new SealedPayload(
                BOOT,
                new VolumeIdentity(word(0x44), 2, Tier.STANDARD),
                diskKey(),
                true,
                false,
                hostname,
                HOST_KEY,
                keys,
                firstBoot,
                List.of(URI.create(source)),
                Duration.ofSeconds(60));
    }

    static SealedPayload payload() {
        return payload(
                "web-1",
                List.of("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA== someone"),
                FirstBoot.script("#!/bin/sh\necho hello\n"),
                "http://10.0.2.2:8545");
    }
}
