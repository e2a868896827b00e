package io.p2pcloud.attestation.measurement;

import io.p2pcloud.common.Bytes;
import java.util.Map;

/// Images for tests beyond this package: small ones, sound and damaged, from which a fuzzer starts,
/// and sound ones of any size.
public final class FirmwareSeeds {
    private static final int SIZE = 4096;

    private FirmwareSeeds() {}

    /// With all that an OVMF for AmdSev has.
    ///
    /// @param size in bytes, whole pages
    public static Bytes complete(int size) {
        return SyntheticFirmware.complete(size).image();
    }

    /// By name.
    public static Map<String, Bytes> all() {
        return Map.of(
                "complete",
                complete(SIZE),
                "no-metadata",
                SyntheticFirmware.bare(SIZE).image(),
                "endless-table",
                SyntheticFirmware.complete(SIZE).withTableLengthOff(60_000).image(),
                "endless-sections",
                SyntheticFirmware.complete(SIZE).declaringSections(Integer.MAX_VALUE).image(),
                "huge-section",
                SyntheticFirmware.complete(SIZE)
                        .section(0, 0xffff_f000, SyntheticFirmware.SEC_MEMORY)
                        .image());
    }
}
