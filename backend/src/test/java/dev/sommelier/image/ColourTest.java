package dev.sommelier.image;

import static dev.sommelier.image.HandMade.chunk;
import static dev.sommelier.image.HandMade.latin;
import static dev.sommelier.image.HandMade.png;
import static dev.sommelier.image.Reading.assertColour;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColourTest {
    private static final int HALF_BROWN = 0x80C86432;
    private static final int BROWN_ON_WHITE = 0xE3B198;
    private static final int RED_ON_WHITE = 0xFF7F7F;

    @ParameterizedTest
    @EnumSource(names = {"PNG", "WEBP", "TIFF"})
    void laysTransparencyOnWhite(Format format) {
        assertColour(Reading.pixels(Encoded.as(format, Painting.film(HALF_BROWN))), 5, 5, BROWN_ON_WHITE, 6);
        assertColour(Reading.pixels(Encoded.as(format, Painting.film(0x00FF0000))), 5, 5, 0xFFFFFF, 6);
        assertColour(Reading.pixels(Encoded.as(format, Painting.film(0xFFFF0000))), 5, 5, 0xFF0000, 6);
    }

    @Test
    void laysTransparentGifPixelsOnWhite() {
        assertColour(Reading.pixels(Encoded.as(Format.GIF, Painting.film(0))), 5, 5, 0xFFFFFF, 0);
    }

    @Test
    void laysTransparentPaletteEntriesOnWhite() {
        byte[] photo = png(
                2,
                1,
                "\10\3",
                new byte[] {0, 0, 1},
                chunk("PLTE", latin("\u00FF\0\0\0\0\u00FF")),
                chunk("tRNS", latin("\u0080")));
        assertColour(Reading.pixels(photo), 0, 0, RED_ON_WHITE, 1);
        assertColour(Reading.pixels(photo), 1, 0, 0x0000FF, 0);
    }

    @Test
    void laysGreyWithAlphaOnWhite() {
        Pixels picture = Reading.pixels(png(2, 1, "\10\4", new byte[] {0, 100, (byte) 128, 100, (byte) 255}));
        assertColour(picture, 0, 0, 0xB1B1B1, 1);
        assertColour(picture, 1, 0, 0x646464, 0);
    }

    @Test
    void makesEightBitsOfSixteen() {
        byte[] rows = {0, (byte) 0xFF, (byte) 0xFF, (byte) 0x80, 0, 0, 0};
        assertColour(Reading.pixels(png(1, 1, "\20\2", rows)), 0, 0, 0xFF8000, 0);
    }

    @Test
    void makesEightBitsOfSixteenUnderTransparency() {
        byte[] rows = {0, (byte) 0xFF, (byte) 0xFF, 0, 0, 0, 0, (byte) 0x80, 0};
        assertColour(Reading.pixels(png(1, 1, "\20\6", rows)), 0, 0, RED_ON_WHITE, 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "PNG", "BMP", "TIFF"})
    void spreadsGreyOverThreeChannels(Format format) {
        BufferedImage grey = new BufferedImage(20, 10, BufferedImage.TYPE_BYTE_GRAY);
        int[] samples = new int[200];
        Arrays.fill(samples, 90);
        grey.getRaster().setSamples(0, 0, 20, 10, 0, samples);
        assertColour(Reading.pixels(Encoded.as(format, grey)), 5, 5, 0x5A5A5A, 1);
    }

    @Test
    void readsTheInvertedInksOfAdobeJpegs() throws IOException {
        byte[] adobe = latin("Adobe\0\144\0\0\0\0\0");
        assertColour(Reading.pixels(HandMade.withSegment(inks(255, 0, 0, 255), 0xEE, adobe)), 8, 8, 0xFF0000, 6);
        assertColour(Reading.pixels(HandMade.withSegment(inks(255, 255, 255, 128), 0xEE, adobe)), 8, 8, 0x808080, 6);
    }

    /// A four-channel JPEG of one colour, without any marker that says what the channels are.
    private static byte[] inks(int... samples) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
        for (int i = 0; i < 256; i++) {
            raster.setPixel(i % 16, i / 16, samples);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), null);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }
}
