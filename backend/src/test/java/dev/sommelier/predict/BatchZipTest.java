package dev.sommelier.predict;

import static dev.sommelier.predict.BatchTest.assertRefused;
import static dev.sommelier.predict.BatchTest.files;
import static dev.sommelier.predict.BatchTest.json;
import static dev.sommelier.predict.BatchTest.problem;
import static dev.sommelier.predict.UploadTest.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchZipTest {

    private static final byte[] PHOTO = "photo".getBytes(UTF_8);

    private final Service service = new Service();
    private final Queue<byte[]> seen = new ConcurrentLinkedQueue<>();

    BatchZipTest() {
        service.classifier.answer = (photo, abandoned) -> {
            seen.add(photo);
            return Future.succeededFuture(FakeClassifier.wine());
        };
    }

    @AfterEach
    void givesEverythingBack() {
        eventually(() -> service.bytesInFlight() == 0 && service.classifier.inFlight() == 0);
        service.close();
    }

    @Test
    void classifiesWhatIsPackedByteForByteAndSkipsWhatIsNoFile() {
        byte[] photo = new byte[90_000];
        new Random(1).nextBytes(photo);
        byte[] zip = new Zips()
                .file("holiday/", new byte[0])
                .file("holiday/glass ü.jpg", photo)
                .file("__MACOSX/holiday/._glass ü.jpg", PHOTO)
                .file("holiday/.DS_Store", PHOTO)
                .file("holiday/Thumbs.db", PHOTO)
                .file("./bottle.png", PHOTO)
                .bytes();
        for (String type : new String[] {"application/zip", "application/octet-stream"}) {
            seen.clear();
            JsonObject answer = json(service.send(service.batch(zip).setHeader("Content-Type", type)));
            assertThat(files(answer)).containsExactly("holiday/glass ü.jpg", "./bottle.png");
            assertThat(seen).containsExactlyInAnyOrder(photo, PHOTO);
        }
    }

    @Test
    void takesPhotosAndZipsInOneForm() {
        Form form = new Form()
                .file("file", "a.jpg", PHOTO)
                .file("file", "more.zip", Zips.of(2))
                .file("file", "unnamed", Zips.of(1))
                .file("file", "b.jpg", PHOTO)
                .end();
        JsonObject answer = json(service.send(service.batch(form)));
        assertThat(files(answer)).containsExactly("a.jpg", "glass-0.jpg", "glass-1.jpg", "glass-0.jpg", "b.jpg");
        assertThat(answer.getJsonArray("predictions").getJsonObject(1).getString("archive"))
                .isEqualTo("more.zip");
        assertThat(answer.getJsonArray("predictions").getJsonObject(0).containsKey("archive"))
                .isFalse();
    }

    @Test
    void neverUnpacksMoreThanAPhotoMayHave() {
        byte[] bomb = new Zips()
                .file("a.jpg", PHOTO)
                .file("bomb.jpg", new byte[50_000_000])
                .bytes();
        JsonObject answer = json(service.send(service.batch(bomb)));
        assertThat(problem(answer, 1).getInteger("status")).isEqualTo(413);
        assertThat(problem(answer, 1).getString("detail")).contains("larger than 100,000 bytes");
        assertThat(seen).containsExactly(PHOTO);
    }

    @Test
    void neverUnpacksMoreThanTheDirectoryStates() {
        byte[] bomb = new Zips()
                .file("bomb.jpg", new byte[50_000_000])
                .file("a.jpg", PHOTO)
                .bytes();
        Zips.little(bomb).putInt(Zips.find(bomb, Zips.CENTRAL) + 24, 10);
        JsonObject answer = json(service.send(service.batch(bomb)));
        assertThat(problem(answer, 0).getString("detail")).contains("damaged in the zip");
        assertThat(seen).containsExactly(PHOTO);
    }

    @Test
    void refusesZipsThatUnpackToTooMuchTogether() {
        Zips zip = new Zips();
        for (int i = 0; i < 11; i++) {
            zip.file(i + ".jpg", new byte[100_000]);
        }
        assertRefused(
                service.send(service.batch(zip.bytes())), 413, "unpack to 1,100,000 bytes, and the limit is 1,000,000");
    }

    @Test
    void refusesAZipOfTooManyPhotos() {
        assertRefused(service.send(service.batch(Zips.of(401))), 413, "more than 400 photos");
        assertThat(seen).isEmpty();
    }

    @Test
    void readsNoDirectoryThatListsAbsurdlyMany() {
        byte[] zip = absurd(20_000);
        assertThatThrownBy(() -> ZipDirectory.read(zip, 10))
                .isInstanceOf(Failure.TooLarge.class)
                .hasMessageContaining("lists far more files");
        byte[] lies = absurd(20_000);
        Zips.little(lies).putShort(lies.length - 22 + 10, (short) 1);
        assertThatThrownBy(() -> ZipDirectory.read(lies, 10)).isInstanceOf(Failure.TooLarge.class);
        byte[] few = absurd(100);
        Zips.little(few).putShort(few.length - 22 + 10, (short) 1);
        assertThatThrownBy(() -> ZipDirectory.read(few, 10)).isInstanceOf(Failure.UnreadableArchive.class);
    }

    /// One photo that is listed many times.
    private static byte[] absurd(int entries) {
        byte[] one = Zips.of(1);
        int central = Zips.find(one, Zips.CENTRAL);
        int end = Zips.find(one, Zips.END);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(one, 0, central);
        for (int i = 0; i < entries; i++) {
            many.write(one, central, end - central);
        }
        many.write(one, end, one.length - end);
        byte[] zip = many.toByteArray();
        int last = zip.length - (one.length - end);
        Zips.little(zip).putShort(last + 10, (short) entries).putInt(last + 12, entries * (end - central));
        return zip;
    }

    @Test
    void refusesAnEncryptedPhotoAlone() {
        byte[] zip = new Zips().file("secret.jpg", PHOTO).file("a.jpg", PHOTO).bytes();
        int flags = Zips.find(zip, Zips.CENTRAL) + 8;
        zip[flags] |= 1;
        zip[Zips.find(zip, Zips.LOCAL) + 6] |= 1;
        JsonObject answer = json(service.send(service.batch(zip)));
        assertThat(problem(answer, 0).getInteger("status")).isEqualTo(422);
        assertThat(problem(answer, 0).getString("detail")).contains("encrypted");
        assertThat(seen).containsExactly(PHOTO);
    }

    @Test
    void refusesAZipInsideAZipAlone() {
        byte[] zip =
                new Zips().file("inner.zip", Zips.of(2)).file("a.jpg", PHOTO).bytes();
        JsonObject answer = json(service.send(service.batch(zip)));
        assertThat(problem(answer, 0).getInteger("status")).isEqualTo(415);
        assertThat(problem(answer, 0).getString("detail")).contains("A zip inside a zip cannot be read here");
        assertThat(seen).containsExactly(PHOTO);
    }

    @Test
    void refusesAPhotoThatIsDamagedInTheZipAlone() {
        byte[] photo = new byte[5000];
        new Random(2).nextBytes(photo);
        byte[] zip = new Zips().file("damaged.jpg", photo).file("a.jpg", PHOTO).bytes();
        zip[2000] ^= 1;
        JsonObject answer = json(service.send(service.batch(zip)));
        assertThat(problem(answer, 0).getString("detail")).contains("damaged in the zip");
        assertThat(seen).containsExactly(PHOTO);
    }

    @Test
    void refusesAPhotoThatIsPackedInAnUnusualWayAlone() {
        byte[] zip = new Zips().file("odd.jpg", PHOTO).file("a.jpg", PHOTO).bytes();
        zip[Zips.find(zip, Zips.CENTRAL) + 10] = 12;
        assertThat(problem(json(service.send(service.batch(zip))), 0).getString("detail"))
                .contains("method deflate");
    }

    @Test
    void refusesAZipWithoutItsDirectory() {
        byte[] zip = Zips.of(20);
        byte[] cut = Arrays.copyOf(zip, zip.length / 2);
        assertRefused(service.send(service.batch(cut)), 422, "directory, at its end, is missing or damaged");
        int central = Zips.find(zip, Zips.CENTRAL);
        byte[] broken = zip.clone();
        Arrays.fill(broken, central + 500, central + 520, (byte) 0xee);
        assertThat(service.send(service.batch(broken)).statusCode()).isEqualTo(422);
        assertRefused(service.send(service.batch(new byte[0])), 422, "no zip");
        assertRefused(service.send(service.batch(PHOTO)), 422, "no zip");
        Form form = new Form()
                .file("file", "a.jpg", PHOTO)
                .file("file", "photos.ZIP", PHOTO)
                .end();
        assertRefused(service.send(service.batch(form)), 422, "no zip");
        assertThat(seen).isEmpty();
    }

    @Test
    void survivesEveryDamageOfAByte() {
        byte[] zip = Zips.of(3);
        Random random = new Random(3);
        for (int i = 0; i < 100; i++) {
            byte[] damaged = zip.clone();
            damaged[random.nextInt(zip.length)] = (byte) random.nextInt();
            assertThat(service.send(service.batch(damaged)).statusCode()).isIn(200, 400, 413, 422);
        }
    }

    @Test
    void wantsAPhotoInTheZip() {
        assertRefused(service.send(service.batch(Zips.of(0))), 400, "no photo in the zip");
        byte[] litter =
                new Zips().file("a/", new byte[0]).file("a/.hidden", PHOTO).bytes();
        assertRefused(service.send(service.batch(litter)), 400, "no photo in the zip");
    }
}
