"""The pages of this floor, a file a journey. Every view starts at `visible_to(request.user)`."""
