package io.p2pcloud.views.create;

import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.views.common.Texts;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A name for the next server that none of the user's has.
final class FreshName {
    private static final int MOST = 1000;

    private FreshName() {}

    /// @return empty when there is none
    static String beside(List<ServerSnapshot> servers) {
        var taken = servers.stream().map(it -> it.spec().name()).collect(Collectors.toSet());
        if (taken.isEmpty()) {
            return Texts.of("create.name.first");
        }
        return IntStream.range(taken.size() + 1, MOST)
                .mapToObj(i -> Texts.of("create.name.next", i))
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElse("");
    }
}
