package io.p2pcloud.views.common;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times and durations as people read them: local on screen, UTC on hover.
public record Times(InstantSource clock, ZoneId zone) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY_SECONDS = 24 * HOUR;

    public Instant now() {
        return clock.instant();
    }

    /// As short as today allows: `14:02`, `Yesterday, 21:14`, `12 Nov, 18:40`, `12 Nov 2025,
    /// 18:40`.
    public String moment(Instant at) {
        var then = at.atZone(zone);
        var today = now().atZone(zone).toLocalDate();
        if (then.toLocalDate().equals(today)) {
            return TIME.format(then);
        }
        if (then.toLocalDate().equals(today.minusDays(1))) {
            return Texts.of("time.yesterday", TIME.format(then));
        }
        return then.getYear() == today.getYear() ? DAY.format(then) : FULL.format(then);
    }

    /// Day, year and time.
    public String full(Instant at) {
        return FULL.format(at.atZone(zone));
    }

    /// Month and year.
    public String month(Instant at) {
        return MONTH.format(at.atZone(zone));
    }

    /// Whole hours, such as `41 902 h`.
    public static String hours(Duration span) {
        return Sizes.grouped(span.toHours()) + "\u00a0h";
    }

    /// For hover.
    public String utc(Instant at) {
        return UTC.format(at);
    }

    /// How long ago, such as `7 s ago`.
    public String ago(Instant at) {
        var age = Duration.between(at, now());
        return Texts.of("time.ago", span(age.isNegative() ? Duration.ZERO : age));
    }

    /// In at most two units: `4 s`, `12 min`, `4 h 12 min`, `6 d 4 h`.
    public static String span(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < MINUTE) {
            return seconds + "\u00a0s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + "\u00a0min";
        }
        if (seconds < DAY_SECONDS) {
            return two(seconds / HOUR, "h", seconds % HOUR / MINUTE, "min");
        }
        return two(seconds / DAY_SECONDS, "d", seconds % DAY_SECONDS / HOUR, "h");
    }

    /// For phases: `0.8 s`, `14.2 s`, `2 min 5 s`.
    public static String precise(Duration duration) {
        long millis = duration.toMillis();
        if (millis < MINUTE * 1000) {
            return String.format(Locale.ROOT, "%.1f\u00a0s", millis / 1000.0);
        }
        return two(millis / 1000 / MINUTE, "min", millis / 1000 % MINUTE, "s");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return small == 0
                ? large + "\u00a0" + largeUnit
                : large + "\u00a0" + largeUnit + " " + small + "\u00a0" + smallUnit;
    }
}
