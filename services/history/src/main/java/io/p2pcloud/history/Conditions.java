package io.p2pcloud.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;

/// A `where` clause under construction; values are always bound, never written into the statement.
final class Conditions {
    private final List<String> terms = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    Conditions and(String term) {
        terms.add(term);
        return this;
    }

    Conditions and(Conditions more) {
        terms.addAll(more.terms);
        values.putAll(more.values);
        return this;
    }

    Conditions bind(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /// Adds that `column` has the name of one of `wanted`, unless there are none.
    Conditions anyOf(String column, String prefix, Collection<? extends Enum<?>> wanted) {
        if (!wanted.isEmpty()) {
            var names = new ArrayList<String>();
            for (var value : wanted) {
                var name = prefix + names.size();
                bind(name, value.name());
                names.add(":" + name);
            }
            and(column + " in (" + String.join(", ", names) + ")");
        }
        return this;
    }

    /// Adds that one of the hash columns begins with the digits of `text`, or that one of the text
    /// columns contains it.
    ///
    /// @param related a further term that may hold instead; it may use `:like`
    Conditions search(String text, List<String> hashes, List<String> texts, String related) {
        if (text.isEmpty()) {
            return this;
        }
        var options = new ArrayList<String>();
        if (text.matches("0[xX][0-9a-fA-F]{1,64}")) {
            var digits = text.substring(2).toLowerCase(Locale.ROOT);
            bind("digits", digits + "%");
            for (var hash : hashes) {
                options.add("rawtohex(" + hash + ") like :digits");
            }
        } else {
            var escaped =
                    text.toLowerCase(Locale.ROOT)
                            .replace("!", "!!")
                            .replace("%", "!%")
                            .replace("_", "!_");
            bind("like", "%" + escaped + "%");
            for (var column : texts) {
                options.add("lower(" + column + ") like :like escape '!'");
            }
            options.add(related);
        }
        return and("(" + String.join(" or ", options) + ")");
    }

    String sql() {
        return terms.isEmpty() ? "" : " where " + String.join(" and ", terms);
    }

    <S extends SqlStatement<S>> S bindTo(S statement) {
        return statement.bindMap(values);
    }
}
