package io.p2pcloud.tenant;

import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.protocol.v1.ReadConsoleResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// A provider's console stream read as bytes.
final class ConsoleStream extends InputStream {
    private final ProviderClient client;
    private final BlockingClientCall<?, ReadConsoleResponse> call;
    private byte[] chunk = new byte[0];
    private int position;

    ConsoleStream(ProviderClient client, LeaseId lease) {
        this.client = client;
        call = client.console(lease);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        while (position == chunk.length) {
            try {
                var next = call.read();
                if (next == null) {
                    return -1;
                }
                chunk = next.getData().toByteArray();
                position = 0;
            } catch (StatusException e) {
                throw new IOException(ProviderClient.failure(e).sentence(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return -1;
            }
        }
        int count = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, into, from, count);
        position += count;
        return count;
    }

    @Override
    public void close() {
        call.cancel("closed by the reader", null);
        client.close();
    }
}
