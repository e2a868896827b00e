package io.p2pcloud.launcher.libvirt;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/// Walks what `virConnectGetAllDomainStats` returns: an array of pointers to `struct
/// _virDomainStatsRecord {domain, params, nparams}`, whose parameters are `struct
/// _virTypedParameter {char field[80]; int type; union value}`.
@SuppressWarnings("restricted") // reading C structures is what it is for
final class StatsRecords {
    private static final long POINTER = ADDRESS.byteSize();
    private static final long RECORD = 3 * POINTER;
    private static final long PARAMETER = 96;
    private static final long TYPE = 80;
    private static final long VALUE = 88;

    private StatsRecords() {}

    static Map<String, DomainStats> read(NativeLibvirt library, MemorySegment array, int count) {
        var pointers = NativeLibvirt.pointers(array, count);
        var found = new HashMap<String, DomainStats>();
        for (int i = 0; i < count; i++) {
            var each = pointers.getAtIndex(ADDRESS, i).reinterpret(RECORD);
            var name = NativeLibvirt.text(library.domainName.pointer(each.get(ADDRESS, 0)));
            int length = each.get(JAVA_INT, 2 * POINTER);
            found.put(
                    name,
                    parameters(each.get(ADDRESS, POINTER).reinterpret(PARAMETER * length), length));
        }
        return found;
    }

    private static DomainStats parameters(MemorySegment parameters, int length) {
        var values = new HashMap<String, Long>();
        for (int i = 0; i < length; i++) {
            var parameter = parameters.asSlice(PARAMETER * i, PARAMETER);
            var name = parameter.getString(0);
            // virTypedParameterType; floating point numbers and texts are not counters.
            switch (parameter.get(JAVA_INT, TYPE)) {
                case 1 -> values.put(name, (long) parameter.get(JAVA_INT, VALUE));
                case 2 -> values.put(name, Integer.toUnsignedLong(parameter.get(JAVA_INT, VALUE)));
                case 3, 4 -> values.put(name, parameter.get(JAVA_LONG, VALUE));
                default -> {}
            }
        }
        return new DomainStats(values);
    }
}
