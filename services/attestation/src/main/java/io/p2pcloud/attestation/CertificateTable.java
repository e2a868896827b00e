package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.LittleEndian.u32;

import io.p2pcloud.common.Bytes;
import java.util.ArrayList;
import java.util.List;

/// The certificate table of an extended guest request (AMD 56421, "SNP Extended Guest Request"):
/// entries of GUID, offset and length up to one of zeros, then the certificates themselves.
final class CertificateTable {
    private static final int GUID = 16;
    private static final int ENTRY = 24;
    private static final int MAX_ENTRIES = 32;

    /// VCEK, VLEK, ASK or ASVK, ARK, in the byte order of the table. Entries of other kinds carry
    /// no certificates and are passed over.
    private static final List<Bytes> CERTIFICATES =
            List.of(
                    Bytes.ofHex("8d75da6364e66445adc5f4b93be8accd"),
                    Bytes.ofHex("c24b07a85aa23e48aae639c045a0b8a1"),
                    Bytes.ofHex("79b3b74aacbbe44fa02f05aef327c782"),
                    Bytes.ofHex("a406b4c003a8524997433fb6014cd0ae"));

    private CertificateTable() {}

    /// The DER bytes of each certificate, in the table's order.
    ///
    /// @throws IllegalArgumentException when an entry points outside, or the table has no end
    static List<Bytes> read(Bytes table) {
        var found = new ArrayList<Bytes>();
        for (int entry = 0; entry < MAX_ENTRIES; entry++) {
            int at = entry * ENTRY;
            if (at + ENTRY > table.size()) {
                throw new IllegalArgumentException("it holds no certificate as DER, PEM or table");
            }
            if (LittleEndian.isZero(table, at, at + ENTRY)) {
                if (found.isEmpty()) {
                    throw new IllegalArgumentException(
                            "it holds no certificate as DER, PEM or table");
                }
                return found;
            }
            if (CERTIFICATES.contains(table.slice(at, at + GUID))) {
                found.add(content(table, u32(table, at + GUID), u32(table, at + GUID + 4)));
            }
        }
        throw new IllegalArgumentException(
                "the certificate table has more than " + MAX_ENTRIES + " entries");
    }

    private static Bytes content(Bytes table, long offset, long length) {
        if (length == 0 || offset + length > table.size()) {
            throw new IllegalArgumentException(
                    "the certificate table points outside itself: %d bytes at %d of %d"
                            .formatted(length, offset, table.size()));
        }
        return table.slice((int) offset, (int) (offset + length));
    }
}
