package io.p2pcloud.lightclient;

import java.util.logging.Level;
import java.util.logging.Logger;

/// Ten thousand refusals are not worth ten thousand lines.
final class QuietLog implements AutoCloseable {
    // A strong reference keeps the level.
    private final Logger log;

    QuietLog() {
        this(EndpointPool.class);
    }

    QuietLog(Class<?> from) {
        log = Logger.getLogger(from.getName());
        log.setLevel(Level.SEVERE);
    }

    @Override
    public void close() {
        log.setLevel(null);
    }
}
