package dev.sommelier.http;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/// Leaves a `Content-Length` beside `Transfer-Encoding: chunked` where it is, for [Framing] to refuse: Netty takes
/// it out while it decodes, and the request looks sound then.
final class FramingDecoder extends VertxHttpRequestDecoder {

    private FramingDecoder(HttpServerOptions options) {
        super(options);
    }

    /// Before the first byte of the connection is decoded.
    static void install(ChannelPipeline pipeline, HttpServerOptions options) {
        String name = pipeline.context(HttpRequestDecoder.class).name();
        var _ = pipeline.replace(name, name, new FramingDecoder(options));
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage request) {}
}
