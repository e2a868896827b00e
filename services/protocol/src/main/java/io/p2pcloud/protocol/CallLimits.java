package io.p2pcloud.protocol;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.p2pcloud.common.Address;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/// Holds each account to a number of calls, begun lately and open at a time over all its
/// connections, and all accounts together to other ones, because an account costs nothing. A
/// request that is to be answered once must be whole within some seconds.
final class CallLimits implements ServerInterceptor {
    private static final int MAX_ACCOUNTS = 10_000;

    private final Allowance each;
    private final Duration patience;
    private final LongSupplier nanos;
    private final ScheduledExecutorService timer;
    private final Map<Address, Bucket> accounts = new HashMap<>();
    private final Bucket all;

    /// @param burst calls at once
    /// @param perSecond calls in the long run
    record Allowance(int burst, double perSecond) {}

    /// @param patience for a request to arrive
    /// @param nanos a clock that only runs forward, in nanoseconds
    CallLimits(
            Allowance each,
            Allowance together,
            Duration patience,
            LongSupplier nanos,
            ScheduledExecutorService timer) {
        this.each = each;
        this.patience = patience;
        this.nanos = nanos;
        this.timer = timer;
        all = new Bucket(together, nanos.getAsLong());
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (!takes(Caller.account())) {
            call.close(
                    Status.RESOURCE_EXHAUSTED.withDescription(
                            "too many calls; wait some seconds before the next one"),
                    new Metadata());
            return new ServerCall.Listener<>() {};
        }
        if (!call.getMethodDescriptor().getType().clientSendsOneMessage()) {
            // What its messages may wait for, a stream's service knows itself.
            return next.startCall(call, headers);
        }
        return inTime(call, next.startCall(call, headers));
    }

    /// Either the request is whole or the time is up; whichever comes first decides.
    private <Q, A> ServerCall.Listener<Q> inTime(
            ServerCall<Q, A> call, ServerCall.Listener<Q> listener) {
        var outcome = new AtomicReference<>(Arrival.AWAITED);
        var alarm =
                timer.schedule(
                        () -> {
                            if (outcome.compareAndSet(Arrival.AWAITED, Arrival.LATE)) {
                                call.close(
                                        Status.DEADLINE_EXCEEDED.withDescription(
                                                "the request did not arrive in time"),
                                        new Metadata());
                            }
                        },
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS);
        return new SimpleForwardingServerCallListener<>(listener) {
            @Override
            public void onHalfClose() {
                alarm.cancel(false);
                if (outcome.compareAndSet(Arrival.AWAITED, Arrival.WHOLE)) {
                    super.onHalfClose();
                }
            }

            @Override
            public void onCancel() {
                alarm.cancel(false);
                super.onCancel();
            }
        };
    }

    private enum Arrival {
        AWAITED,
        WHOLE,
        LATE
    }

    private synchronized boolean takes(Address account) {
        long now = nanos.getAsLong();
        if (accounts.size() >= MAX_ACCOUNTS) {
            accounts.values().removeIf(bucket -> bucket.isFull(now));
        }
        var known = accounts.get(account);
        if (known == null) {
            if (accounts.size() >= MAX_ACCOUNTS) {
                return false;
            }
            known = new Bucket(each, now);
            accounts.put(account, known);
        }
        // An account that is over its own allowance takes nothing from the others'.
        return known.take(now) && all.take(now);
    }

    /// Calls that may still come, refilled as time goes by.
    private static final class Bucket {
        private final Allowance allowance;
        private double left;
        private long at;

        Bucket(Allowance allowance, long now) {
            this.allowance = allowance;
            left = allowance.burst();
            at = now;
        }

        boolean isFull(long now) {
            refill(now);
            return left >= allowance.burst();
        }

        boolean take(long now) {
            refill(now);
            if (left < 1) {
                return false;
            }
            left -= 1;
            return true;
        }

        private void refill(long now) {
            left = Math.min(allowance.burst(), left + (now - at) / 1e9 * allowance.perSecond());
            at = now;
        }
    }
}
