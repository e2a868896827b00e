package io.p2pcloud.probe;

/// The processors of a machine; all are taken to be alike.
///
/// @param vendor as the processor names it, such as `AuthenticAMD`; empty when unknown
/// @param model such as `AMD EPYC 7543 32-Core Processor`; empty when unknown
/// @param family in decimal, extended family included, such as 25 (19h); 0 when unknown
/// @param modelNumber extended model included
/// @param logicalCpus what the scheduler sees
/// @param physicalCores without the second threads
public record Processor(
        String vendor,
        String model,
        int family,
        int modelNumber,
        int stepping,
        int logicalCpus,
        int physicalCores) {
    private static final String AMD = "AuthenticAMD";

    public boolean isAmd() {
        return vendor.equals(AMD);
    }

    public Generation generation() {
        return Generation.of(this);
    }
}
