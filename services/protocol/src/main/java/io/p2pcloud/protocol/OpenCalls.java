package io.p2pcloud.protocol;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.p2pcloud.common.Address;
import java.util.HashMap;
import java.util.Map;

/// Holds each account to a number of calls that are open at a time, over all its connections, and
/// all accounts together to another one. A call is open until its service has let go of it, even
/// when its caller hung up long ago.
final class OpenCalls implements ServerInterceptor {
    private final int each;
    private final int together;
    private final Map<Address, Integer> open = new HashMap<>();
    private int all;

    OpenCalls(int each, int together) {
        this.each = each;
        this.together = together;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        var account = Caller.account();
        if (!begin(account)) {
            call.close(
                    Status.RESOURCE_EXHAUSTED.withDescription(
                            "too many calls are open; end one before the next"),
                    new Metadata());
            return new ServerCall.Listener<>() {};
        }
        try {
            return untilOver(next.startCall(call, headers), account);
        } catch (RuntimeException e) {
            end(account);
            throw e;
        }
    }

    /// gRPC ends every call with one of the two.
    private <Q> ServerCall.Listener<Q> untilOver(ServerCall.Listener<Q> listener, Address account) {
        return new SimpleForwardingServerCallListener<>(listener) {
            @Override
            public void onComplete() {
                end(account);
                super.onComplete();
            }

            @Override
            public void onCancel() {
                end(account);
                super.onCancel();
            }
        };
    }

    private synchronized boolean begin(Address account) {
        if (all >= together || open.getOrDefault(account, 0) >= each) {
            return false;
        }
        all++;
        open.merge(account, 1, Integer::sum);
        return true;
    }

    private synchronized void end(Address account) {
        all--;
        open.computeIfPresent(account, (_, count) -> count == 1 ? null : count - 1);
    }
}
