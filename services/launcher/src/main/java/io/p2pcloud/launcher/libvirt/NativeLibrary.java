package io.p2pcloud.launcher.libvirt;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A C library's functions, found by name.
@SuppressWarnings("restricted") // calling C is what it is for
class NativeLibrary {
    static final Linker LINKER = Linker.nativeLinker();

    private final SymbolLookup symbols;

    NativeLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /// A function, called with boxed values.
    record Function(MethodHandle handle) {
        MemorySegment pointer(Object... arguments) {
            return (MemorySegment) result(arguments);
        }

        int number(Object... arguments) {
            return (int) result(arguments);
        }

        long wide(Object... arguments) {
            return (long) result(arguments);
        }

        void run(Object... arguments) {
            var _ = call(arguments);
        }

        private Object result(Object... arguments) {
            return Objects.requireNonNull(call(arguments), "a C function gave nothing");
        }

        private @Nullable Object call(Object... arguments) {
            try {
                return handle.invokeWithArguments(arguments);
            } catch (Throwable e) {
                // No C function throws: only a wrong signature of ours comes here.
                throw new IllegalStateException("a C function could not be called", e);
            }
        }
    }

    /// @param result null for a function that returns nothing
    final Function function(
            String name, @Nullable MemoryLayout result, MemoryLayout... parameters) {
        var symbol =
                symbols.find(name)
                        .orElseThrow(() -> new IllegalStateException("no function " + name));
        var shape =
                result == null
                        ? FunctionDescriptor.ofVoid(parameters)
                        : FunctionDescriptor.of(result, parameters);
        return new Function(LINKER.downcallHandle(symbol, shape));
    }
}
