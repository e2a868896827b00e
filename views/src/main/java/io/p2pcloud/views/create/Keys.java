package io.p2pcloud.views.create;

import java.util.ArrayList;
import java.util.List;

/// SSH public keys.
///
/// @param found in `~/.ssh`
/// @param own this application's
record Keys(List<String> found, String own) {
    List<String> all() {
        var all = new ArrayList<>(found);
        all.add(own);
        return List.copyOf(all);
    }
}
