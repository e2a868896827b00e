package io.p2pcloud.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CertificateSetTest {
    static final String VCEK = "8d75da6364e66445adc5f4b93be8accd";
    static final String ASK = "79b3b74aacbbe44fa02f05aef327c782";
    static final String ARK = "a406b4c003a8524997433fb6014cd0ae";
    private static final String OTHER = "65d5b0ec02950b43b1afa2ae0e2d565b";
    private static final List<Bytes> CHAIN = SimulatedChip.genoa(7).certificates();

    @Test
    void readsTheSameCertificatesFromEveryForm() {
        var der = CertificateSet.read(CHAIN);
        assertThat(der.certificates()).hasSize(3);
        assertThat(CertificateSet.read(List.of(pem(CHAIN)))).isEqualTo(der);
        assertThat(CertificateSet.read(List.of(table(CHAIN, VCEK, ASK, ARK)))).isEqualTo(der);
        assertThat(CertificateSet.read(CHAIN.stream().map(one -> pem(List.of(one))).toList()))
                .isEqualTo(der);
        assertThat(der.unreadable()).isEmpty();
    }

    @Test
    void aTableSatisfiesTheVerifier() {
        var scenario = Scenario.genoa();
        var table = table(List.copyOf(scenario.certificates), VCEK, ASK, ARK);
        scenario.certificates.clear();
        scenario.certificates.add(table);
        assertThat(scenario.verify().verdict()).isEqualTo(Verdict.RELEASE);
    }

    @Test
    void passesOverEntriesThatAreNoCertificates() {
        var parts = List.of(Bytes.ofHex("0102"), CHAIN.getFirst());
        assertThat(CertificateSet.read(List.of(table(parts, OTHER, VCEK))).certificates())
                .hasSize(1);
    }

    @Test
    void refusesTablesThatPointOutside() {
        var sound = table(CHAIN, VCEK, ASK, ARK).toArray();
        for (int field : new int[] {16, 20}) {
            for (int value : new int[] {-1, Integer.MAX_VALUE, sound.length}) {
                var changed = sound.clone();
                ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(field, value);
                assertUnreadable(Bytes.of(changed), "points outside itself");
            }
        }
        var empty = sound.clone();
        ByteBuffer.wrap(empty).order(ByteOrder.LITTLE_ENDIAN).putInt(20, 0);
        assertUnreadable(Bytes.of(empty), "points outside itself");
    }

    @Test
    void refusesTablesWithoutAnEndOrContent() {
        assertUnreadable(Bytes.ofHex(OTHER + "3000000002000000"), "holds no certificate as");
        assertUnreadable(Bytes.of(new byte[24]), "holds no certificate as");
        assertUnreadable(Bytes.EMPTY, "holds no certificate as");
        var endless = new byte[24 * 64];
        Arrays.fill(endless, (byte) 1);
        assertUnreadable(Bytes.of(endless), "more than 32 entries");
    }

    @Test
    void refusesPartsThatAreTooLargeOrTooMany() {
        assertUnreadable(Bytes.of(new byte[(1 << 18) + 1]), "at most 262144");
        var many = new ArrayList<>(Collections.nCopies(30, CHAIN.getFirst()));
        var set = CertificateSet.read(many);
        assertThat(set.certificates()).hasSize(CertificateSet.MAX_CERTIFICATES);
        assertThat(set.unreadable()).hasSize(14).allMatch(why -> why.contains("more than 16"));
        var padded = new byte[20_000];
        padded[0] = 0x30;
        assertUnreadable(Bytes.of(padded), "a certificate of 20000 bytes");
    }

    @Test
    void refusesBytesAfterACertificate() {
        var longer = Arrays.copyOf(CHAIN.getFirst().toArray(), CHAIN.getFirst().size() + 1);
        assertUnreadable(Bytes.of(longer), "follow the end");
    }

    @Test
    void refusesPemThatIsBroken() {
        assertUnreadable(ascii("-----BEGIN CERTIFICATE-----\nAAAA"), "has no end");
        assertUnreadable(ascii("-----BEGIN CERTIFICATE-----END CERTIFICATE-----"), "has no end");
        assertUnreadable(ascii("-----BEGIN RSA PRIVATE KEY-----"), "holds no certificate");
        assertUnreadable(
                ascii("-----BEGIN CERTIFICATE-----\n*\n-----END CERTIFICATE-----"), "base64");
        assertUnreadable(
                ascii("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"),
                "not a certificate");
    }

    private static void assertUnreadable(Bytes part, String why) {
        var set = CertificateSet.read(List.of(part));
        assertThat(set.certificates()).isEmpty();
        assertThat(set.unreadable()).singleElement().asString().contains(why);
    }

    static Bytes table(List<Bytes> parts, String... guids) {
        int size = 24 * (parts.size() + 1);
        int offset = size;
        for (var part : parts) {
            size += part.size();
        }
        var table = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            table.put(Bytes.ofHex(guids[i]).toArray()).putInt(offset).putInt(part.size());
            table.put(offset, part.toArray());
            offset += part.size();
        }
        return Bytes.of(table.array());
    }

    static Bytes pem(List<Bytes> certificates) {
        var text = new StringBuilder("\n");
        for (var der : certificates) {
            text.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder().encodeToString(der.toArray()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return ascii(text.toString());
    }

    private static Bytes ascii(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
