package io.p2pcloud.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.probe.FeatureState.Available;
import io.p2pcloud.probe.FeatureState.Off;
import io.p2pcloud.probe.FeatureState.Reason;
import io.p2pcloud.probe.FeatureState.Unsupported;
import io.p2pcloud.probe.Inventory.DiskSpace;
import io.p2pcloud.probe.Inventory.Host;
import io.p2pcloud.probe.Inventory.Memory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InventoryJsonTest {
    @Test
    void keepsTheFieldNamesThatItPromised() {
        var inventory =
                new Inventory(
                        new Processor("AuthenticAMD", "AMD EPYC 7302P", 23, 49, 0, 32, 16),
                        Map.of(
                                SevFeature.SEV,
                                new Available(),
                                SevFeature.SEV_ES,
                                new Off(
                                        Reason.MODULE_NOT_LOADED,
                                        "Not loaded.",
                                        List.of("Load it.")),
                                SevFeature.SEV_SNP,
                                new Unsupported("Not in Rome.")),
                        new KvmState.Opens(),
                        new Memory(128_000, 64_000),
                        new DiskSpace("/srv", 1800, 900),
                        new Host("6.12.1", false, "Dell Inc. PowerEdge R6515"));
        assertThat(InventoryJson.write(inventory).replaceAll("\\R", "\n"))
                .isEqualTo(
                        """
                        {
                          "formatVersion" : 1,
                          "processor" : {
                            "vendor" : "AuthenticAMD",
                            "model" : "AMD EPYC 7302P",
                            "family" : 23,
                            "modelNumber" : 49,
                            "stepping" : 0,
                            "generation" : "ROME",
                            "logicalCpus" : 32,
                            "physicalCores" : 16
                          },
                          "sev" : {
                            "state" : "AVAILABLE"
                          },
                          "sevEs" : {
                            "state" : "OFF",
                            "reason" : "MODULE_NOT_LOADED",
                            "sentence" : "Not loaded.",
                            "remedies" : [ "Load it." ]
                          },
                          "sevSnp" : {
                            "state" : "UNSUPPORTED",
                            "sentence" : "Not in Rome."
                          },
                          "kvm" : {
                            "state" : "OPENS"
                          },
                          "memoryTotalMiB" : 128000,
                          "memorySpareMiB" : 64000,
                          "diskFolder" : "/srv",
                          "diskTotalGiB" : 1800,
                          "diskSpareGiB" : 900,
                          "kernelRelease" : "6.12.1",
                          "virtualMachine" : false,
                          "product" : "Dell Inc. PowerEdge R6515"
                        }\
                        """);
    }
}
