package io.holdfast.client;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Looks host names up on a thread of its own each time: a name server that does not answer must not
 * hold up the loop, on which the deadlines of all calls are kept.
 */
final class HostLookup extends AddressResolverGroup<InetSocketAddress> {
  static final HostLookup INSTANCE = new HostLookup();

  private HostLookup() {}

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(final EventExecutor executor) {
    return new ByThread(executor).asAddressResolver();
  }

  private static final class ByThread extends InetNameResolver {
    private final EventExecutor loop;

    ByThread(final EventExecutor loop) {
      super(loop);
      this.loop = loop;
    }

    @Override
    protected void doResolve(final String host, final Promise<InetAddress> promise)
        throws UnknownHostException {
      if (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
        promise.setSuccess(InetAddress.getByName(host));
        return;
      }
      final Thread thread = new Thread(() -> look(host, promise), "holdfast-client-lookup");
      thread.setDaemon(true);
      thread.start();
    }

    private void look(final String host, final Promise<InetAddress> promise) {
      try {
        final InetAddress address = InetAddress.getByName(host);
        tell(() -> promise.trySuccess(address));
      } catch (final UnknownHostException e) {
        tell(() -> promise.tryFailure(e));
      }
    }

    /** Nobody waits for it once the loop is closed. */
    private void tell(final Runnable outcome) {
      if (!loop.isShuttingDown()) {
        outcome.run();
      }
    }

    @Override
    protected void doResolveAll(final String host, final Promise<List<InetAddress>> promise)
        throws UnknownHostException {
      throw new UnknownHostException(host + ": only one address is asked for");
    }
  }
}
