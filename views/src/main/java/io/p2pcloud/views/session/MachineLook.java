package io.p2pcloud.views.session;

import java.io.IOException;
import java.util.List;

/// A quick look at this computer: under a second, changes nothing.
@FunctionalInterface
public interface MachineLook {
    /// @return a few facts for the welcome page, the most important first
    List<Fact> look() throws IOException;

    /// One fact.
    ///
    /// @param words such as "AMD EPYC 9354P"
    record Fact(Kind kind, String words) {}

    /// What a fact is about.
    enum Kind {
        PROCESSOR,
        MEMORY,
        PROTECTION,
        VIRTUALIZATION,
        SSH_KEYS
    }
}
