package dev.sommelier.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExchangesTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new HttpResponseEncoder());
    private final Exchanges exchanges = Exchanges.watch(channel);

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void handsOnOnlyTheEndOfABodyThatNobodyReads() {
        receive(head());
        ByteBuf unread = bytes();
        ByteBuf end = bytes();
        exchanges.dropRest();
        receive(new DefaultHttpContent(unread), new DefaultLastHttpContent(end));
        assertThat(next()).isInstanceOf(HttpRequest.class);
        assertThat(next()).isSameAs(LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(next()).isNull();
        assertThat(unread.refCnt()).isZero();
        assertThat(end.refCnt()).isZero();
    }

    @Test
    void leavesTheNextRequestAsItIs() {
        receive(head());
        exchanges.dropRest();
        receive(LastHttpContent.EMPTY_LAST_CONTENT);
        answer(HttpResponseStatus.SERVICE_UNAVAILABLE);
        receive(head(), new DefaultHttpContent(bytes()));
        next();
        next();
        assertThat(next()).isInstanceOf(HttpRequest.class);
        assertThat(next()).isInstanceOf(DefaultHttpContent.class);
    }

    @Test
    void dropsNothingOfARequestThatCameBehindTheRefusedOne() {
        receive(head(), LastHttpContent.EMPTY_LAST_CONTENT, head());
        exchanges.dropRest();
        receive(new DefaultHttpContent(bytes()));
        for (int before = 0; before < 3; before++) {
            next();
        }
        assertThat(next()).isInstanceOf(DefaultHttpContent.class);
    }

    @Test
    void owesAnAnswerUntilItHasEnded() {
        receive(head());
        assertThat(exchanges.arriving()).isTrue();
        answer(HttpResponseStatus.CONTINUE);
        assertThat(exchanges.unanswered()).isOne();
        receive(LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(exchanges.arriving()).isFalse();
        answer(HttpResponseStatus.OK);
        assertThat(exchanges.unanswered()).isZero();
    }

    private @Nullable Object next() {
        return channel.readInbound();
    }

    private void receive(Object... parts) {
        channel.writeInbound(parts);
    }

    private void answer(HttpResponseStatus status) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
    }

    private static HttpRequest head() {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/predict");
    }

    private static ByteBuf bytes() {
        return Unpooled.copiedBuffer(new byte[10]);
    }
}
