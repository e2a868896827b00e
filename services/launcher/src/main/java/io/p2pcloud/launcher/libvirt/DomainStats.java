package io.p2pcloud.launcher.libvirt;

import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/// The counters of one running guest since its start, as `virConnectGetAllDomainStats` names them.
///
/// @param values whole numbers by their names, such as `cpu.time` and `block.0.rd.bytes`
public record DomainStats(Map<String, Long> values) {
    public DomainStats {
        values = Map.copyOf(values);
    }

    /// @param name such as `cpu.time`
    public OptionalLong value(String name) {
        var value = values.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /// Summed over all devices of a group.
    ///
    /// @param group such as `block`, whose `block.count` tells how many there are
    /// @param name such as `rd.bytes`
    /// @return empty when no device has that counter
    public OptionalLong sum(String group, String name) {
        long count = value(group + ".count").orElse(0);
        var found =
                LongStream.range(0, count)
                        .mapToObj(i -> value(group + "." + i + "." + name))
                        .filter(OptionalLong::isPresent)
                        .mapToLong(OptionalLong::getAsLong)
                        .toArray();
        return found.length == 0
                ? OptionalLong.empty()
                : OptionalLong.of(LongStream.of(found).sum());
    }
}
